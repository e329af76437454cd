import { type QueueMessage } from '@pulso/kit/runtime';

import { type Kernel } from '../kernel/kernel';
import { type InvocationEnd, type LambdaFunction } from '../lambda/lambda-function';

interface Event {
  readonly Records: QueueMessage[];
}

export interface Mapping {
  readonly kernel: Kernel;
  readonly consumer: Pick<LambdaFunction, 'invoke'>;
  readonly visibilityTimeoutSeconds: number;
}

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/**
 * Invokes a function as an event source mapping does: a batch that Lambda refuses to run is tried again until its
 * visibility timeout ends. The receive is spent all the same. How long a mapping waits in between is unverified.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function invokeForMapping(mapping: Mapping, event: Event, onEnd: (end: InvocationEnd) => void): void {
  const { kernel, consumer, visibilityTimeoutSeconds } = mapping;
  const endsAtMs = kernel.nowMs + visibilityTimeoutSeconds * 1000;
  const attempt = (waitMs: number): void =>
    consumer.invoke(event, (end) => {
      if (end.status !== 'throttled') return onEnd(end);
      if (kernel.nowMs + waitMs < endsAtMs) kernel.after(waitMs, () => attempt(Math.min(2 * waitMs, longestWaitMs)));
      else kernel.after(endsAtMs - kernel.nowMs, () => onEnd(end));
    });
  attempt(firstWaitMs);
}
