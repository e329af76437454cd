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
