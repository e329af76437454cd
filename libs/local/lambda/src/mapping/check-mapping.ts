import { type EventSourceMappingDefinition, type FunctionDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { InvalidMappingError } from '../errors';

/**
 * Checks a mapping as Lambda does when it is created.
 *
 * @returns Advice of AWS that it does not follow, in sentences.
 * @throws {InvalidMappingError} It breaks a rule. Not retryable.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function checkMapping(
  mapping: EventSourceMappingDefinition,
  queue: QueueDefinition | undefined,
  consumer: FunctionDefinition | undefined,
): string[] {
  const { queueArn, functionName, batchSize, maximumBatchingWindowSeconds: window, maximumConcurrency } = mapping;
  const refuse = (reason: string): never => {
    throw new InvalidMappingError(queueArn, functionName, reason);
  };
  if (!queue) return refuse('there is no such queue');
  if (!consumer) return refuse('there is no such function');
  const isWhole = (value: number, from: number, to: number): boolean =>
    Number.isInteger(value) && value >= from && value <= to;
  if (!isWhole(batchSize, 1, 10_000)) refuse(`its batch size is ${batchSize}, not 1 to 10000`);
  if (!isWhole(window, 0, 300)) refuse(`its batching window is ${window} s, not 0 to 300 s`);
  if (batchSize > 10 && window < 1) refuse(`a batch size of ${batchSize} needs a batching window of at least 1 s`);
  if (maximumConcurrency !== undefined && !isWhole(maximumConcurrency, 2, 1_000)) {
    refuse(`its maximum concurrency is ${maximumConcurrency}, not 2 to 1000`);
  }
  const { visibilityTimeoutSeconds } = queue;
  const { timeoutSeconds } = consumer;
  if (visibilityTimeoutSeconds < timeoutSeconds) {
    refuse(
      `the queue's visibility timeout is ${visibilityTimeoutSeconds} s, the function's timeout ${timeoutSeconds} s`,
    );
  }
  const advisedSeconds = 6 * timeoutSeconds + window;
  if (visibilityTimeoutSeconds >= advisedSeconds) return [];
  return [
    `The visibility timeout of "${queue.name}" is ${visibilityTimeoutSeconds} s; AWS advises at least ${advisedSeconds} s for the function "${functionName}".`,
  ];
}
