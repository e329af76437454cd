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

/** The queues that have a consumer, which takes messages as they appear. */
export interface Consumers {
  /** @returns Takes it back; further calls do nothing. */
  add(queueName: string): () => void;
  queueNames(): string[];
}

export function createConsumers(): Consumers {
  const counts = new Map<string, number>();
  return {
    add: (queueName) => {
      counts.set(queueName, (counts.get(queueName) ?? 0) + 1);
      let withdrawn = false;
      return () => {
        if (withdrawn) return;
        withdrawn = true;
        const left = (counts.get(queueName) ?? 1) - 1;
        if (left === 0) counts.delete(queueName);
        else counts.set(queueName, left);
      };
    },
    queueNames: () => [...counts.keys()],
  };
}
