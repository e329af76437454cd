import { type LocalClock } from '@pulso/local/clock';

import { type TimedUpdate } from './read-updates';

/**
 * Lets updates happen at their times of the local cloud's clock.
 *
 * Only the next one has a timer, so that a file with a million lines costs no more per update than one with ten.
 *
 * @param updates - Sorted by time.
 * @param push - Called once per update, in order.
 * @returns How many have not happened yet.
 */
export function pushUpdates(
  updates: readonly TimedUpdate[],
  clock: Pick<LocalClock, 'nowMs' | 'setTimer'>,
  push: (update: TimedUpdate['update'], pushedCount: number) => void,
): () => number {
  let next = 0;
  const pushDue = (): void => {
    for (; next < updates.length; next += 1) {
      const timed = updates[next];
      if (!timed) return;
      if (timed.atMs > clock.nowMs()) {
        clock.setTimer(timed.atMs, pushDue);
        return;
      }
      push(timed.update, next + 1);
    }
  };
  pushDue();
  return () => updates.length - next;
}
