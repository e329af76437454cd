import { setTimeout } from 'node:timers/promises';

import { throttlingError } from '@pulso/world/faults';

import { type ServiceAnswer, type ServiceCall } from '../service';

/**
 * What goes wrong with one call.
 *
 * - `refuse`: the connection is cut before the call takes effect.
 * - `drop-response`: it takes effect, then the connection is cut. The caller can't tell it from `refuse`.
 * - `throttle`: one of the service's own throttling errors, which `choice` picks (`[0, 1)`), and no effect.
 * - `slow`: it takes effect at once, its answer leaves later, in real time: the caller's own timeouts are real.
 */
export type CallFault =
  | { readonly kind: 'drop-response' | 'refuse' }
  | { readonly kind: 'throttle'; readonly choice: number }
  | { readonly kind: 'slow'; readonly durationMs: number };

/** No answer: the connection is cut instead. */
export type CutConnection = 'cut';

/** Carries out a call with a fault in it. @throws {AwsError} What the service, or its throttling, answers. */
export async function callWithFault(
  fault: CallFault,
  { service, operation }: Pick<ServiceCall, 'operation' | 'service'>,
  handle: () => Promise<ServiceAnswer>,
): Promise<ServiceAnswer | CutConnection> {
  switch (fault.kind) {
    case 'refuse':
      return 'cut';
    case 'drop-response':
      await handle();
      return 'cut';
    case 'throttle':
      throw throttlingError(`${service}.${operation}`, fault.choice);
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
