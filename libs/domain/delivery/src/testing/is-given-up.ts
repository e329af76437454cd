import { type Delivery } from '../delivery';
import { type World } from './world';

/**
 * Tells whether so many sends were left without an answer that the newest revision is not sent.
 *
 * @throws An operator was not told, or it was given up too early.
 */
export function isGivenUp(
  { unanswered, deliveredRevision }: Delivery = {},
  newestRevision: number,
  world: World,
): boolean {
  if (deliveredRevision === newestRevision || !unanswered?.isGivenUp) return false;
  const { revision, count, runCount } = unanswered;
  if (count < 4 && runCount < 6) throw new Error(`Given up after ${count} sends, ${runCount} of the run.`);
  // Where the run has had all its sends, the line may be about the newest revision, which has had none.
  const told = revision === newestRevision ? [count] : [count, 0];
  const isSaid = world
    .linesOf('delivery-unanswered')
    .some(
      ({ level, sendCount, isGivenUp: isEnd }) =>
        level === 'ERROR' && told.includes(Number(sendCount)) && isEnd === true,
    );
  if (!isSaid) throw new Error('Given up, and no operator was told.');
  return true;
}
