import { setTimeout } from 'node:timers/promises';

import { AwsError } from '@pulso/world/aws';

import { type ServiceAnswer } from '../service';

/**
 * What goes wrong with one call.
 *
 * - `refuse`: the connection is cut before the call takes effect.
 * - `drop-response`: it takes effect, then the connection is cut. The caller can't tell it from `refuse`.
 * - `throttle`: the service's own throttling error, and no effect.
 * - `slow`: it takes effect at once, its answer leaves later, in real time: the caller's own timeouts are real.
 */
export type CallFault =
  | { readonly kind: 'drop-response' | 'refuse' | 'throttle' }
  | { readonly kind: 'slow'; readonly durationMs: number };

/** No answer: the connection is cut instead. */
export type CutConnection = 'cut';

/** Carries out a call with a fault in it. @throws {AwsError} What the service, or its throttling, answers. */
export async function callWithFault(
  fault: CallFault,
  serviceName: string,
  handle: () => Promise<ServiceAnswer>,
): Promise<ServiceAnswer | CutConnection> {
  switch (fault.kind) {
    case 'refuse':
      return 'cut';
    case 'drop-response':
      await handle();
      return 'cut';
    case 'throttle':
      throw throttlingErrors[serviceName] ?? new AwsError('ThrottlingException', 'Rate exceeded');
    case 'slow': {
      // A refusal is late too.
      const [answered] = await Promise.allSettled([handle()]);
      await setTimeout(fault.durationMs, undefined, { ref: false });
      if (answered.status === 'rejected') throw answered.reason;
      return answered.value;
    }
    default:
      return fault satisfies never;
  }
}

/**
 * The errors by which services say that they are called too often, where it is not `ThrottlingException`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (TooManyRequestsException)
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html (RequestThrottled)
 */
const throttlingErrors: Readonly<Record<string, AwsError>> = {
  lambda: new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    members: { Reason: 'CallerRateLimitExceeded' },
  }),
  sqs: new AwsError('RequestThrottled', 'The request was denied due to request throttling.', { status: 403 }),
};
