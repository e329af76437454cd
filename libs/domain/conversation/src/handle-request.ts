import { errorFields } from '@pulso/logging';
import { type Clock } from '@pulso/time';

import { type AnswerDeps, answerRequest } from './answer-request';
import { type AnswerResult } from './answer-result';
import { type HmacSha256Hex, type IsFirstRequest, type RecordUsage, type RunUpdate, type UpdateClaims } from './ports';
import { pseudonymOf } from './pseudonym';
import { type Update } from './read-update';
import { type RequestFacts, usageRecordOf } from './usage-record-of';
import { type RequestContext, type UserRequest } from './user-request';
import { type WebhookAnswer, accepted, deliverAgain } from './webhook-call';

export interface RequestDeps extends AnswerDeps {
  readonly claims: UpdateClaims;
  readonly isFirstRequest: IsFirstRequest;
  readonly runUpdate: RunUpdate;
  readonly recordUsage: RecordUsage;
  readonly readPseudonymKey: () => Promise<string>;
  readonly hmacSha256Hex: HmacSha256Hex;
  /** Unique and unguessable. */
  readonly randomToken: () => string;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Telegram delivers an update for at most this long, and its ids may start anew after a quiet week. */
const claimLifetimeMs = 24 * 60 * 60 * 1000;

/**
 * How long a handler that has died keeps others off its update, ms. Longer than the function may run, with room for
 * clocks that differ; shorter than the 150 s for which a pressed button waits.
 */
const claimLeaseMs = 60_000;

/** Deliveries after which an update is given up, so that one poisonous message does not hold up its chat for a day. */
const maxAttempts = 10;

/**
 * Handles a request once, however often Telegram delivers it: claims the update, answers it, leaves one usage record.
 *
 * The record comes after the answer and before the claim's end. A handler that dies in between is followed by another
 * one after the lease, which may repeat one reply and one record; nothing is lost.
 *
 * @throws The claim store, the secrets or something unforeseen fails. Telegram must deliver again.
 */
export async function handleRequest(
  update: Update,
  request: UserRequest,
  startedMs: number,
  deps: RequestDeps,
): Promise<WebhookAnswer> {
  const { claims, log } = deps;
  // Before the claim: a key that can't be read would hold the update for the length of a lease.
  const key = await deps.readPseudonymKey();
  const claim = { updateId: request.updateId, token: deps.randomToken() };
  const nowMs = deps.clock.nowMs();
  const claimed = await claims.claim({
    ...claim,
    nowMs,
    leaseUntilMs: nowMs + claimLeaseMs,
    expiresAtMs: nowMs + claimLifetimeMs,
  });
  if (claimed.type === 'done') return accepted;
  if (claimed.type === 'in-progress') return deliverAgain();

  const userPseudonym = pseudonymOf(request.userId, key, deps.hmacSha256Hex);
  const chatPseudonym = request.chatId === undefined ? undefined : pseudonymOf(request.chatId, key, deps.hmacSha256Hex);
  const isNewUser = await deps.isFirstRequest(userPseudonym, request.updateId);

  const { attempt, firstClaimedAtMs } = claimed;
  const context = { userPseudonym, chatPseudonym, attempt, firstClaimedAtMs };
  const result = await answer(update, request, context, deps);
  if (result.type === 'try-again') {
    await claims.release(claim);
    log.warn('reply-postponed', { updateId: request.updateId, attempt });
    return deliverAgain(result.afterMs);
  }
  const endedMs = deps.clock.nowMs();
  const facts = { userPseudonym, chatPseudonym, isNewUser, outcome: result.outcome, durationMs: endedMs - startedMs };
  await record(request, facts, endedMs, deps);
  await complete(claim, deps);
  return accepted;
}

async function answer(
  update: Update,
  request: UserRequest,
  context: RequestContext,
  deps: RequestDeps,
): Promise<AnswerResult> {
  const { attempt } = context;
  if (attempt > maxAttempts) {
    deps.log.error('update-given-up', { updateId: request.updateId, attempt });
    return { type: 'settled', outcome: 'failed' };
  }
  const result = await deps.runUpdate(update, (replies) => answerRequest(request, context, replies, deps));
  const isLast = attempt === maxAttempts;
  return result.type === 'try-again' && isLast ? { type: 'settled', outcome: 'reply-failed' } : result;
}

/** The person has been answered by now; a record that can't be written must not make that happen again. */
async function record(request: UserRequest, facts: RequestFacts, atMs: number, deps: RequestDeps): Promise<void> {
  try {
    await deps.recordUsage(usageRecordOf(request, facts), atMs);
  } catch (error) {
    deps.log.error('usage-not-recorded', { updateId: request.updateId, ...errorFields(error) });
  }
}

/**
 * Marks the update as done. If that fails, the update counts as delivered all the same: everything it asked for has
 * happened, and asking Telegram to deliver again would surely repeat it once the lease has passed.
 */
async function complete(
  claim: { readonly updateId: number; readonly token: string },
  { claims, log }: RequestDeps,
): Promise<void> {
  const { updateId } = claim;
  try {
    const result = await claims.complete(claim);
    if (result === 'lost') log.warn('claim-lost', { updateId });
  } catch (error) {
    log.error('claim-not-completed', { updateId, ...errorFields(error) });
  }
}
