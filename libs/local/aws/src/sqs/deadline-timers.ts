import { type LocalClock } from '@pulso/world/time';
import { advance, type NamedQueue } from '@pulso/world/sqs';

/** Timers at which delayed and in-flight messages become visible, so that a clock that jumps stops there. */
export interface DeadlineTimers {
  /** Sets the queue's timer to its next deadline. To be called after everything that may have changed it. */
  rearm(queue: NamedQueue): void;
}

/** @param onVisible - Told when there are visible messages in a queue. */
export function createDeadlineTimers(
  clock: Pick<LocalClock, 'nowMs' | 'setTimer'>,
  onVisible: (queue: NamedQueue) => void,
): DeadlineTimers {
  const timers = new Map<string, { readonly atMs: number; readonly cancel: () => void }>();

  const rearm = (queue: NamedQueue): void => {
    advance(queue, Math.floor(clock.nowMs()));
    if (queue.messages.visible.length > 0) onVisible(queue);
    const atMs = queue.messages.nextAtMs();
    const current = timers.get(queue.name);
    if (current?.atMs === atMs) return;
    current?.cancel();
    timers.delete(queue.name);
    if (atMs === Infinity) return;
    const expire = (): void => {
      timers.delete(queue.name);
      rearm(queue);
    };
    timers.set(queue.name, { atMs, cancel: clock.setTimer(atMs, expire) });
  };

  return { rearm };
}
