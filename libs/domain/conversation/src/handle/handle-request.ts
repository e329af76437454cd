import { alarmedEvents } from '@pulso/contracts/envelope';
import { errorFields } from '@pulso/kit/runtime';
import { defined } from '@pulso/kit/telegram';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import { type Update } from '../intake/read-update';
import { type CountedRequest, type UserRequest, isCounted } from '../intake/user-request';
import { type WebhookAnswer } from '../intake/webhook-call';
import { type AnswerResult, type Outcome, type UserAcquaintance } from '../ports';
import { answerRequest } from '../reply/answer-request';
import { isAboutReports } from '../report/report-command';
import { pseudonymOf, usageRecordOf } from '../usage-record-of';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import { handleOnce } from './handle-once';

const dayOf = (ms: number): number => Math.floor(ms / dayMs);

/** Deliveries after which an update is given up, so that one poisonous message does not hold up its chat for a day. */
const maxAttempts = 10;

/**
 * How long after its first delivery an update is still worth an answer, ms.
 *
 * A message: the longest wait that Telegram accepts; later messages of the chat wait, too. A press: Telegram forgets it
 * after 150 s and delivers at growing pauses of up to 64 s, so after a minute this may be the last delivery.
 *
 * @see https://github.com/tdlib/telegram-bot-api telegram-bot-api/WebhookActor.cpp
 */
const patienceMs = { message: hourMs, callback_query: minuteMs } as const;

/**
 * Handles a request once, however often Telegram delivers it: claims the update, answers it, leaves one usage record.
 *
 * A press below a report, an owner's `/report` or `/ask`, or an edit, leaves no record and no person: who reads reports
 * does not use the bot, nor does a stranger who gets a notice.
 *
 * The record comes after the answer and before the claim's end. If a handler dies in between, the next one may repeat
 * one reply and one record; nothing is lost.
 *
 * @param startedMs - When the call of the webhook came, epoch ms.
 * @throws The claim store, the secrets or something unforeseen fails. Telegram must deliver again.
 */
export async function handleRequest(
  update: Update,
  request: UserRequest,
  startedMs: number,
  deps: WebhookDeps,
): Promise<WebhookAnswer> {
  const { updateId } = request;
  const { hmacSha256Hex } = deps;
  // Before the claim: a key that can't be read would hold the update for the length of a lease.
  const key = await deps.readPseudonymKey();
  const claimId = claimIdOf(request, (text) => hmacSha256Hex(key, text));
  return handleOnce({ updateId, claimId }, deps, async (claimed) => {
    const userPseudonym = pseudonymOf(request.userId, key, hmacSha256Hex);
    if (!isCounted(request) || isAboutReports(request, deps.adminUserIds)) {
      const result = await answer(update, request, { ...claimed, userPseudonym, person: 'known' }, deps);
      const ofMessage = 'isEdited' in request ? 'command-edited' : 'report-asked';
      const event = request.updateType === 'message' ? ofMessage : 'button-pressed';
      if (result.type === 'settled') deps.log.info(event, { updateId, outcome: result.outcome });
      return result;
    }
    const token = isLeaving(request) ? unknownPerson : deps.randomToken();
    const first = { updateId, day: dayOf(startedMs), alias: pseudonymOf(token, key, hmacSha256Hex) };
    // Before the answer, which must be true. A person who leaves does not count as new, even if this is repeated.
    const { alias, isNew, firstSeenDay, peopleCount }: Partial<UserAcquaintance> = isLeaving(request)
      ? await deps.forgetUser(userPseudonym)
      : await deps.meetUser(userPseudonym, first);
    const user = alias ?? first.alias;
    const isUnknown = alias === undefined && claimed.attempt === 1;
    const person = isNew ? 'new' : isUnknown ? 'unknown' : 'known';
    const result = await answer(update, request, { ...claimed, userPseudonym, person }, deps);
    if (result.type === 'try-again') return result;

    const endedMs = deps.clock.nowMs();
    const { chatId, userId } = request;
    const record = usageRecordOf(request, {
      ...result,
      user,
      // A private chat has the id of its person, so its pseudonym would identify that person in each record for ever.
      chat: chatId === userId ? user : pseudonymOf(chatId, key, hmacSha256Hex),
      isNewUser: isNew === true,
      peopleCount,
      // The age on the record's day, by which queries select it. A first request stays one, even if it is handled again
      // on a later day or answered after midnight.
      userAgeDays: firstSeenDay === undefined ? undefined : isNew ? 0 : dayOf(endedMs) - firstSeenDay,
      durationMs: endedMs - startedMs,
    });
    try {
      await deps.recordUsage(record, endedMs);
    } catch (error) {
      // The person has been answered by now, which must not happen again.
      deps.log.error(alarmedEvents.usageNotRecorded, { updateId, ...errorFields(error) });
    }
    return result;
  });
}

/**
 * Photos or files sent together come as one update each and count as one request. Their album id is unique only within
 * the chat, so the claim has a digest of both.
 *
 * @see https://core.telegram.org/bots/api#message, field `media_group_id`
 */
function claimIdOf(request: UserRequest, digest: (text: string) => string): string {
  const albumId = request.updateType === 'message' ? request.mediaGroupId : undefined;
  return albumId === undefined ? String(request.updateId) : `album-${digest(`${request.chatId}/${albumId}`)}`;
}

/** In place of a token: all unknown people who ask to be forgotten share one alias. */
const unknownPerson = 'unknown person';

const isLeaving = (request: CountedRequest): boolean =>
  request.updateType === 'message' && request.command?.name === 'forget';

async function answer(
  update: Update,
  request: UserRequest,
  handling: Omit<RequestContext, 'replies'>,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { attempt } = handling;
  if (attempt > maxAttempts) return giveUp('failed');
  const run = deps.runUpdate(update, (replies) => answerRequest(request, { ...handling, replies }, deps));
  const result = await run.catch((error: unknown) => {
    if (attempt < maxAttempts && !isTooLate(0)) throw error;
    return giveUp('failed', errorFields(error));
  });
  if (result.type === 'settled') return result;
  const { afterMs } = result;
  if (attempt >= maxAttempts || isTooLate(afterMs ?? 0)) return giveUp('reply-failed');
  // A recurring limit gets longer and longer waits.
  return afterMs === undefined ? result : { ...result, afterMs: Math.max(afterMs, 1_000 * 2 ** attempt) };

  /** @param waitMs - Before the next delivery. */
  function isTooLate(waitMs: number): boolean {
    return deps.clock.nowMs() + waitMs - handling.firstClaimedAtMs > patienceMs[request.updateType];
  }

  function giveUp(outcome: Outcome, thrown?: ReturnType<typeof errorFields>): AnswerResult {
    deps.log.error(alarmedEvents.updateGivenUp, { updateId: request.updateId, attempt, ...thrown });
    return { type: 'settled', outcome, ...defined({ failure: thrown?.errorName }) };
  }
}
