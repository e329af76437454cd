/** Wakes those who wait for messages of a queue. */
export interface Arrivals {
  /** @returns Resolves when the queue may have a message, at the latest after so many real ms. */
  next(queueName: string, timeoutMs: number): Promise<void>;
  announce(queueName: string): void;
  /** Wakes all. */
  close(): void;
}

export function createArrivals(): Arrivals {
  const waiting = new Map<string, Set<() => void>>();
  const announce = (queueName: string): void => {
    for (const wake of waiting.get(queueName) ?? []) wake();
  };
  return {
    next: (queueName, timeoutMs) =>
      new Promise((resolve) => {
        const wakers = waiting.get(queueName) ?? new Set();
        const wake = (): void => {
          clearTimeout(timer);
          wakers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        waiting.set(queueName, wakers.add(wake));
      }),
    announce,
    close: () => [...waiting.keys()].forEach(announce),
  };
}
