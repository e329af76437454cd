import { advance, type NamedQueue } from '@pulso/world/sqs';
import { type LocalClock } from '@pulso/world/time';

/** Wakes receivers that wait for messages of a queue. */
export interface Arrivals {
  /** @returns Resolves when the queue may have a message, at the latest after `timeoutMs`, real time. */
  next(queueName: string, timeoutMs: number): Promise<void>;
  /**
   * Wakes waiting receivers if there is a visible message, and sets the queue's timer to its next deadline, so that a
   * jumping clock stops there. Call it after everything that may have changed the queue.
   */
  look(queue: NamedQueue): void;
  /** Wakes all. */
  close(): void;
}

export function createArrivals(clock: Pick<LocalClock, 'nowMs' | 'setTimer'>): Arrivals {
  const waiting = new Map<string, Set<() => void>>();
  const timers = new Map<string, { readonly atMs: number; readonly cancel: () => void }>();
  const wake = (queueName: string): void => waiting.get(queueName)?.forEach((wakeOne) => wakeOne());

  const look = (queue: NamedQueue): void => {
    advance(queue, Math.floor(clock.nowMs()));
    if (queue.messages.visible.length > 0) wake(queue.name);
    const atMs = queue.messages.nextAtMs();
    const current = timers.get(queue.name);
    if (current?.atMs === atMs) return;
    current?.cancel();
    timers.delete(queue.name);
    if (atMs === Infinity) return;
    const expire = (): void => {
      timers.delete(queue.name);
      look(queue);
    };
    timers.set(queue.name, { atMs, cancel: clock.setTimer(atMs, expire) });
  };

  return {
    next: (queueName, timeoutMs) =>
      new Promise((resolve) => {
        const wakers = waiting.get(queueName) ?? new Set();
        const wakeOne = (): void => {
          clearTimeout(timer);
          wakers.delete(wakeOne);
          resolve();
        };
        const timer = setTimeout(wakeOne, timeoutMs);
        waiting.set(queueName, wakers.add(wakeOne));
      }),
    look,
    close: () => [...waiting.keys()].forEach(wake),
  };
}
