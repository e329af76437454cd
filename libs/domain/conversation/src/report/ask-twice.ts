import { type RunRequest } from '@pulso/contracts/run-requests';

import { type StartRun, type StartRunResult } from '../ports';

/**
 * The last attempt to learn whether a request was accepted; each attempt makes two calls, over several seconds. Without a
 * last one, an outage would leave one more placeholder in the chat at every delivery.
 */
export const lastAttempt = 3;

/**
 * Hands a request to the dispatcher, and once more if it is not accepted.
 *
 * @returns `refused` only if both calls were: one without an answer may have been accepted.
 */
export async function askTwice(startRun: StartRun, request: RunRequest): Promise<StartRunResult> {
  const first = await startRun(request);
  if (first.type === 'accepted') return first;
  const second = await startRun(request);
  return second.type === 'refused' ? first : second;
}
