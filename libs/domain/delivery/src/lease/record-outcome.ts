import { alarmedEvents } from '@pulso/contracts/envelope';
import { type Log, type LogFields } from '@pulso/kit/runtime';

import { type DeliverDeps } from '../ports/deliver-deps';
import { type Delivery, type UnansweredSends } from '../ports/delivery-store';
import { adviceOf } from './advice-of';
import { type DeliverOutcome, type Postponed, done } from './delivery-outcome';
import { type Lease } from './lease';
import { adviceOnUnanswered, alarmingUnansweredCount, isSpent, sendAgainAtMs } from './unanswered-sends';

/** Forgets the message or placeholder, which can't be edited any more. */
export const withoutMessage =
  (placeholderMessageId: number | undefined) =>
  ({ messageId, ...rest }: Delivery): Delivery => ({
    ...rest,
    lostMessageId: rest.lostMessageId ?? messageId ?? placeholderMessageId,
  });

/** Stores that a message shows a revision, which answers every earlier send. */
export const recordShown = (
  lease: Lease,
  shown: Required<Pick<Delivery, 'messageId' | 'deliveredRevision'>> &
    Pick<Delivery, 'isRepeat' | 'isPreliminary' | 'fingerprint'>,
): Promise<void> => lease.settle(({ isPreliminary: _, unansweredEdit: __, ...rest }) => ({ ...rest, ...shown }));

/** Stores what the readers of a destination have that can't be edited; it answers every earlier send. */
export const recordPosted = (
  lease: Lease,
  posted: Required<Pick<Delivery, 'deliveredRevision' | 'fingerprint'>>,
): Promise<void> => lease.settle((delivery) => ({ ...delivery, ...posted }));

/** Why a destination takes nothing any more. */
export interface DeliveryEnd {
  readonly cause: 'gone' | 'rejected';
  readonly reason: string;
  /** The command that makes this report again, where the stage's settings name the destination. Absent: a person asked. */
  readonly runAgain?: string | undefined;
}

/**
 * Stores that this destination takes nothing any more. People who leave are no error. A destination of the stage's
 * settings is one, for any reason: the bot was never let in, most likely. So is a text that Telegram refuses.
 *
 * The line comes first: a process that dies in between repeats it, and after the store no other process would write it.
 */
export async function recordEnd(
  lease: Lease,
  { cause, reason, runAgain }: DeliveryEnd,
  log: Log,
  fields: LogFields,
): Promise<DeliverOutcome> {
  const advice = adviceOf(reason);
  if (runAgain !== undefined) {
    const toDo = advice ?? 'Look the reason up';
    log.error(alarmedEvents.deliveryEnded, { ...fields, cause, reason, advice: `${toDo}, then: ${runAgain}` });
  } else {
    const hasLeft = cause === 'gone' || advice !== undefined;
    log[hasLeft ? 'warn' : 'error'](alarmedEvents.deliveryEnded, { ...fields, cause, reason });
  }
  await lease.store(({ lease: _, ...rest }) => ({ ...rest, endedReason: `${cause}: ${reason}` }));
  return done;
}

/** What was to be brought, and for whom. */
export interface Attempted {
  readonly revision: number;
  readonly logFields: LogFields;
  /** See {@link DeliveryEnd}. */
  readonly runAgain?: string | undefined;
  /** What follows is what its readers wait for: a refusal of progress ends nothing, and a lost answer repeats nothing. */
  readonly isProgress?: boolean | undefined;
}

type OutcomeDeps = Pick<DeliverDeps, 'clock' | 'log'>;

/** Gives the lease back because nothing was done and nothing can be done at this moment. */
export async function giveBack(lease: Lease, refusal: Postponed): Promise<DeliverOutcome> {
  if (refusal.status === 'failed') {
    await lease.release();
    throw refusal.error;
  }
  const { delayMs } = refusal;
  await lease.release(lease.waitingFor(delayMs));
  return { status: 'later', delayMs };
}

/** A call without an answer. */
export interface UnansweredCall {
  readonly method: string;
  readonly reason: string;
}

/**
 * Lets a send that got no answer be repeated later, or no more: each repetition may be one copy more for its readers. The
 * lease is given back: the intent to send keeps others from sending while this call may still take effect.
 *
 * Neither Telegram's sendMessage nor SES's SendEmail takes a key by which it would know a repetition.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 * @see https://github.com/tdlib/telegram-bot-api/issues/482 for the `random_id` that bots are not given
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export async function recordUnanswered(
  lease: Lease,
  call: UnansweredCall,
  attempted: Attempted,
  { clock, log }: OutcomeDeps,
): Promise<DeliverOutcome> {
  const unanswered = unansweredOf(lease);
  const { revision, isProgress } = attempted;
  if (isSpent(unanswered, revision)) return await giveUp(lease, attempted, log, call);
  tellUnanswered(unanswered, call, attempted, log);
  const delayMs = sendAgainAtMs(unanswered) - clock.nowMs();
  const waiting = isProgress ? {} : lease.waitingFor(delayMs);
  await lease.store(({ lease: _, ...rest }) => ({ ...rest, ...waiting }));
  return isProgress ? done : { status: 'later', delayMs };
}

/**
 * Stores what the answer to a send has told. If that fails, the send counts as one without an answer, and an operator
 * hears of it as of those.
 *
 * @param record - Stores it.
 * @throws What the store throws. Retryable: the next send says that it may be a repetition.
 */
export async function recordAnswered(
  record: () => Promise<void>,
  lease: Lease,
  method: string,
  attempted: Attempted,
  log: Log,
): Promise<void> {
  try {
    await record();
  } catch (error) {
    const { unanswered } = lease.delivery();
    if (unanswered && !isSpent(unanswered, attempted.revision)) {
      tellUnanswered(unanswered, { method, reason: 'The answer could not be stored.' }, attempted, log);
    }
    throw error;
  }
}

function tellUnanswered(
  unanswered: UnansweredSends,
  call: UnansweredCall,
  { logFields, runAgain, isProgress }: Attempted,
  log: Log,
): void {
  const fields = {
    ...logFields,
    ...call,
    sendCount: unanswered.count,
    advice: adviceOnUnanswered(unanswered, isProgress ? 'progress' : 'repeated', runAgain),
  };
  if (unanswered.runCount >= alarmingUnansweredCount) log.error(alarmedEvents.deliveryUnanswered, fields);
  else log.warn('send-unanswered', fields);
}

/**
 * Sends this revision no more. The line comes first, as for {@link recordEnd}.
 *
 * @param call - The last one. Absent: the process that made it has died.
 */
export async function giveUp(
  lease: Lease,
  { revision, logFields, runAgain }: Attempted,
  log: Log,
  call?: UnansweredCall,
): Promise<DeliverOutcome> {
  const unanswered = unansweredOf(lease);
  // Where the run has had all its sends, a newer revision may have had none.
  const sendCount = unanswered.revision === revision ? unanswered.count : 0;
  log.error(alarmedEvents.deliveryUnanswered, {
    ...logFields,
    ...call,
    sendCount,
    isGivenUp: true,
    advice: adviceOnUnanswered({ ...unanswered, count: sendCount }, 'given-up', runAgain),
  });
  await lease.store(({ lease: _, ...rest }) => ({ ...rest, unanswered: { ...unanswered, isGivenUp: true } }));
  return done;
}

function unansweredOf(lease: Lease): UnansweredSends {
  const { unanswered } = lease.delivery();
  if (!unanswered) throw new TypeError('An intent to send is stored before every send.');
  return unanswered;
}
