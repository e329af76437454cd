import { alarmedEvents } from '@pulso/contracts/naming';
import { type Log, type LogFields } from '@pulso/logging';

import { adviceOf } from './advice-of';
import { type Postponed } from './call-telegram';
import { type DeliverOutcome, done } from './delivery-outcome';
import { type Lease, withoutIntent } from './lease';
import { type Delivery } from './ports';

/** Forgets the message or placeholder, which can't be edited any more, and records the intent to send a new one. */
export const toNewMessage = ({ messageId: _, ...rest }: Delivery): Delivery => ({
  ...rest,
  placeholderLost: true,
  sendIntent: true,
});

/** Stores that a message shows a revision, which answers every earlier send. */
export const recordShown = (
  lease: Lease,
  shown: Required<Pick<Delivery, 'messageId' | 'deliveredRevision'>> &
    Pick<Delivery, 'isRepeat' | 'isPreliminary' | 'fingerprint'>,
): Promise<void> =>
  lease.store((delivery) => {
    const { isPreliminary: _, ...rest } = withoutIntent(delivery);
    return { ...rest, ...shown };
  });

/** Stores what the readers of a destination have that can't be edited; it answers every earlier send. */
export const recordPosted = (
  lease: Lease,
  posted: Required<Pick<Delivery, 'deliveredRevision' | 'fingerprint'>>,
): Promise<void> => lease.store((delivery) => ({ ...withoutIntent(delivery), ...posted }));

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

/** Gives the lease back because nothing was done and nothing can be done at this moment. */
export async function giveBack(lease: Lease, refusal: Postponed): Promise<DeliverOutcome> {
  await lease.release();
  if (refusal.status === 'failed') throw refusal.error;
  return { status: 'later', delayMs: refusal.delayMs };
}
