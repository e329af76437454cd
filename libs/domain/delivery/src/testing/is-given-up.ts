import { type Delivery } from '../ports/delivery-store';
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
  const { count, runCount } = unanswered;
  if (count < 4 && runCount < 6) throw new Error(`Given up after ${count} sends, ${runCount} of the run.`);
  const isSaid = world
    .linesOf('delivery-unanswered')
    .some(({ level, sendCount, isGivenUp: isEnd }) => level === 'ERROR' && sendCount === count && isEnd === true);
  if (!isSaid) throw new Error('Given up, and no operator was told.');
  return true;
}
