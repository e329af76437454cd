import { type LocalClock } from '@pulso/local-clock';

import { type EngineQueue } from './fauxqs-engine';
import { delayedMessages } from './messages/visible-messages';

/** Timers at which delayed and in-flight messages become visible, so that a clock that jumps stops there. */
export interface DeadlineTimers {
  /** Sets the queue's timer to its earliest deadline. To be called after everything that may have changed it. */
  rearm(queue: EngineQueue): void;
}

/**
 * @param clock - `Date` must follow it (see followClock of the local clock): the engine compares its deadlines with
 * `Date.now()`.
 */
export function createDeadlineTimers(clock: Pick<LocalClock, 'setTimer'>): DeadlineTimers {
  const timers = new Map<string, { readonly atMs: number; readonly cancel: () => void }>();

  const rearm = (queue: EngineQueue): void => {
    const atMs = earliestDeadline(queue);
    const current = timers.get(queue.name);
    if (current?.atMs === atMs) return;
    current?.cancel();
    timers.delete(queue.name);
    if (atMs !== Infinity) timers.set(queue.name, { atMs, cancel: clock.setTimer(atMs, () => expire(queue, atMs)) });
  };

  const expire = (queue: EngineQueue, atMs: number): void => {
    if (Date.now() < atMs) {
      throw new Error("Date does not show the local cloud's time: call followClock before the first message is sent.");
    }
    timers.delete(queue.name);
    queue.processTimers();
    rearm(queue);
  };

  return { rearm };
}

function earliestDeadline(queue: EngineQueue): number {
  let earliest = Infinity;
  for (const { delayUntil } of delayedMessages(queue)) earliest = Math.min(earliest, delayUntil ?? Infinity);
  for (const { visibilityDeadline } of queue.inflightMessages.values())
    earliest = Math.min(earliest, visibilityDeadline);
  return earliest;
}
