import type { QueueSummary } from '@pulso/local/console-api';

/** @returns How many messages lie in dead-letter queues: they stay there until a person does something. */
export const deadLetterCount = (queues: readonly QueueSummary[]): number =>
  queues
    .filter(({ deadLettersOf }) => deadLettersOf.length > 0)
    .reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);

export const hasDeadLetters = (queue: QueueSummary): boolean => deadLetterCount([queue]) > 0;

/** @returns Queues with dead letters first, then those in which a message is waiting longest. */
export const stuckFirst = (queues: readonly QueueSummary[]): QueueSummary[] =>
  queues.toSorted(
    (left, right) =>
      Number(hasDeadLetters(right)) - Number(hasDeadLetters(left)) ||
      (right.oldestAgeMs ?? -1) - (left.oldestAgeMs ?? -1) ||
      left.deadLettersOf.length - right.deadLettersOf.length,
  );

/** @returns What brings messages into a dead-letter queue, or that it is none. */
export function howMessagesCome(queue: QueueSummary, queues: readonly QueueSummary[], nameOf = (name: string) => name) {
  const ways = queue.deadLettersOf.map(({ kind, name }) => {
    if (kind !== 'queue') return `after every attempt of the ${kind} ${nameOf(name)} has failed`;
    const count = queues.find((source) => source.name === name)?.redrive?.maxReceiveCount;
    return `after ${count ?? 'too many'} failed receives from ${nameOf(name)}`;
  });
  if (ways.length === 0) return 'Consumers take messages as they come, mostly within milliseconds.';
  return `A message comes here ${ways.join(' or ')}.`;
}
