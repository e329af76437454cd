import { type UnansweredSends } from '../ports/delivery-store';
import { leaseMs } from './lease-time';

/** So many sends of one revision without an answer, and no more: what its readers have of it stays a handful. */
const maxPerRevision = 4;

/** The same for a whole run, whose later revisions each begin a count of their own. */
const maxPerRun = 6;

/** From so many on an operator hears of it: one lost answer is nothing, a second one is a receiver that does not answer. */
export const alarmingUnansweredCount = 2;

/** @returns The sends without an answer as they are once another one of this revision has begun. */
export function withOneMore(found: UnansweredSends | undefined, revision: number, nowMs: number): UnansweredSends {
  const count = found?.revision === revision ? found.count : 0;
  return { revision, count: count + 1, runCount: (found?.runCount ?? 0) + 1, atMs: nowMs };
}

/** Whether this revision is not sent again. */
export const isSpent = ({ revision, count, runCount }: UnansweredSends, ofRevision: number): boolean =>
  runCount >= maxPerRun || (revision === ofRevision && count >= maxPerRevision);

/** So many times the pause before it is each pause: the four sends of a revision outlast an outage of an hour. */
const pauseGrowth = 5;

/** When the next send may follow, epoch ms: at the earliest when the last one can't arrive any more. */
export const sendAgainAtMs = ({ count, atMs }: UnansweredSends): number => atMs + leaseMs * pauseGrowth ** (count - 1);

/** What becomes of something whose sends were not answered. */
export type UnansweredEnd = 'repeated' | 'given-up' | 'progress';

/** What an operator is told, and what can be done. */
export function adviceOnUnanswered(
  { count, runCount }: UnansweredSends,
  end: UnansweredEnd,
  runAgain: string | undefined,
): string {
  const have =
    count === 0
      ? 'Its readers do not have it'
      : `Its readers may have it ${count === 1 ? 'once' : `up to ${count} times`}, or not at all`;
  switch (end) {
    case 'repeated':
      return `${have}. It is sent again after growing pauses, ${maxPerRevision} times in all`;
    case 'progress':
      return `${have}. The report comes in a new message`;
    case 'given-up': {
      const next =
        runCount >= maxPerRun ? 'Nothing more of this run is sent there' : 'Only a newer revision is sent there';
      const isPersons = runAgain === undefined;
      const toDo = isPersons ? 'the person can ask again' : `look whether it is there, and if not: ${runAgain}`;
      return `${have}. ${next}: ${toDo}`;
    }
    default:
      return end satisfies never;
  }
}
