import { alarmedEvents } from '@pulso/contracts/envelope';
import { errorFields } from '@pulso/kit/runtime';
import { dayMs } from '@pulso/kit/time';

import { type AnswerDeps, answerRequest } from '../commands/answer-request';
import { type Update } from '../intake/read-update';
import { type WebhookAnswer } from '../intake/webhook-call';
import {
  type FirstRequest,
  type ForgetUser,
  type HmacSha256Hex,
  type MeetUser,
  type RecordUsage,
  type RunUpdate,
  type UserAcquaintance,
} from '../ports';
import { type AnswerResult, type Outcome } from '../reply/answer-result';
import { type RequestFacts, usageRecordOf } from '../usage-record-of';
import { type CountedRequest, type RequestContext, type UserRequest, isCounted } from '../user-request';
import { type HandleOnceDeps, handleOnce } from './handle-once';
import { aliasFrom, pseudonymOf } from './pseudonym';

export interface RequestDeps extends AnswerDeps, HandleOnceDeps {
  readonly meetUser: MeetUser;
  readonly forgetUser: ForgetUser;
  readonly runUpdate: RunUpdate;
  readonly recordUsage: RecordUsage;
  readonly readPseudonymKey: () => Promise<string>;
  readonly hmacSha256Hex: HmacSha256Hex;
}

const dayOf = (ms: number): number => Math.floor(ms / dayMs);

/** Deliveries after which an update is given up, so that one poisonous message does not hold up its chat for a day. */
const maxAttempts = 10;

/**
 * How long after its first delivery an update is still worth an answer, ms.
 *
 * A message: as long as Telegram lets itself be told to wait; those behind it in the chat wait, too. A press: Telegram
 * forgets it after 150 s and delivers at growing pauses of up to 64 s, so after a minute this may be the last delivery.
 *
 * @see https://github.com/tdlib/telegram-bot-api telegram-bot-api/WebhookActor.cpp
 */
const patienceMs = { message: 60 * 60_000, callback_query: 60_000 } as const;

/**
 * Handles a request once, however often Telegram delivers it: claims the update, answers it, leaves one usage record.
 *
 * A press of a button below a report leaves no record and no person: how owners read their reports is no use of the bot, nor
 * is a stranger's press that gets a notice. A press of a button of a command is a request like a message.
 *
 * The record comes after the answer and before the claim's end. A handler that dies in between is followed by another
 * one after the lease, which may repeat one reply and one record; nothing is lost.
 *
 * @param startedMs - When the call of the webhook came, epoch ms.
 * @throws The claim store, the secrets or something unforeseen fails. Telegram must deliver again.
 */
export async function handleRequest(
  update: Update,
  request: UserRequest,
  startedMs: number,
  deps: RequestDeps,
): Promise<WebhookAnswer> {
  // Before the claim: a key that can't be read would hold the update for the length of a lease.
  const key = await deps.readPseudonymKey();
  const claimId = claimIdOf(request, (text) => deps.hmacSha256Hex(key, text));
  return handleOnce({ updateId: request.updateId, claimId }, deps, async (claimed) => {
    const userPseudonym = pseudonymOf(request.userId, key, deps.hmacSha256Hex);
    const { attempt, firstClaimedAtMs } = claimed;
    const { sentCount, noteSent } = claimed;
    const context = { userPseudonym, claimId, attempt, firstClaimedAtMs, sentCount, noteSent };
    if (!isCounted(request)) {
      const pressed = await answer(update, request, context, deps);
      if (pressed.type !== 'settled') return pressed;
      deps.log.info('button-pressed', { updateId: request.updateId, outcome: pressed.outcome });
      return { type: 'done' };
    }
    const token = isLeaving(request) ? unknownPerson : deps.randomToken();
    const alias = aliasFrom(token, key, deps.hmacSha256Hex);
    const first = { updateId: request.updateId, day: dayOf(startedMs), alias };
    const { alias: user, isNew, firstSeenDay, peopleCount } = await meetOrForget(request, userPseudonym, first, deps);
    const result = await answer(update, request, context, deps);
    if (result.type === 'try-again') return result;

    const endedMs = deps.clock.nowMs();
    const facts = {
      askedBy: result.askedBy,
      user,
      chat: chatInRecords(request, user, (id) => pseudonymOf(id, key, deps.hmacSha256Hex)),
      isNewUser: isNew === true,
      peopleCount,
      // On the day of the record, by which queries take it. An update that is handled again on a later day, or whose day ends
      // before its answer, is the person's first request all the same.
      userAgeDays: firstSeenDay === undefined ? undefined : isNew ? 0 : dayOf(endedMs) - firstSeenDay,
      outcome: result.outcome,
      durationMs: endedMs - startedMs,
    };
    await record(request, facts, endedMs, deps);
    return { type: 'done' };
  });
}

/**
 * Photos or files that a person sends together come as an update each, and are one request. The claim says nothing about
 * their chat, within which Telegram's id of them is unique.
 *
 * @see https://core.telegram.org/bots/api#message, field `media_group_id`
 */
function claimIdOf(request: UserRequest, digest: (text: string) => string): string {
  const albumId = request.updateType === 'message' ? request.mediaGroupId : undefined;
  return albumId === undefined ? String(request.updateId) : `album-${digest(`${request.chatId}/${albumId}`)}`;
}

/** In place of a token, for the one alias of all who ask to be forgotten and of whom nothing is known. */
const unknownPerson = 'unknown person';

const isLeaving = (request: CountedRequest): boolean =>
  request.updateType === 'message' && request.command?.name === 'forget';

/**
 * Remembers a person, or forgets one who asks for it: before the answer, since what that says must be true. They don't
 * count as new either: the request may be handled again after it has removed them, and someone leaving is not a new user.
 *
 * @returns For one who is forgotten only the count and the alias, so that the day's people count them once: the alias that
 *   they had, or that of `first`.
 */
async function meetOrForget(
  request: CountedRequest,
  userPseudonym: string,
  first: FirstRequest,
  deps: RequestDeps,
): Promise<Pick<UserAcquaintance, 'alias'> & Partial<UserAcquaintance>> {
  if (!isLeaving(request)) return deps.meetUser(userPseudonym, first);
  return { alias: first.alias, ...(await deps.forgetUser(userPseudonym)) };
}

/** A private chat has the id of its person, so its pseudonym would say in each record who that is, for ever. */
function chatInRecords({ chatId, userId }: CountedRequest, alias: string, pseudonym: (id: number) => string) {
  return chatId === userId ? alias : pseudonym(chatId);
}

async function answer(
  update: Update,
  request: UserRequest,
  context: RequestContext,
  deps: RequestDeps,
): Promise<AnswerResult> {
  const { attempt } = context;
  if (attempt > maxAttempts) return giveUp('failed');
  const run = deps.runUpdate(update, (replies) => answerRequest(request, context, replies, deps));
  const result = await run.catch((error: unknown) => {
    // Should Telegram deliver it again after all, it is tried again.
    if (isTooLate(0)) giveUp('failed');
    throw error;
  });
  if (result.type === 'settled') return result;
  const { afterMs } = result;
  if (attempt >= maxAttempts || isTooLate(afterMs ?? 0)) return giveUp('reply-failed');
  // A limit that is there again each time is given longer and longer.
  return afterMs === undefined ? result : { ...result, afterMs: Math.max(afterMs, 1_000 * 2 ** attempt) };

  /** @param waitMs - Before the next delivery. */
  function isTooLate(waitMs: number): boolean {
    return deps.clock.nowMs() + waitMs - context.firstClaimedAtMs > patienceMs[request.updateType];
  }

  function giveUp(outcome: Outcome): AnswerResult {
    deps.log.error(alarmedEvents.updateGivenUp, { updateId: request.updateId, attempt });
    return { type: 'settled', outcome };
  }
}

/** The person has been answered by now; a record that can't be written must not make that happen again. */
async function record(request: CountedRequest, facts: RequestFacts, atMs: number, deps: RequestDeps): Promise<void> {
  try {
    await deps.recordUsage(usageRecordOf(request, facts), atMs);
  } catch (error) {
    deps.log.error(alarmedEvents.usageNotRecorded, { updateId: request.updateId, ...errorFields(error) });
  }
}
