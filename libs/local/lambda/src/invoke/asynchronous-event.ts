import { type FunctionDefinition } from '@pulso/local-terraform';

import { type InvocationResult } from './run-invocation';

/** An event that was accepted to be worked on later. */
export interface AsynchronousEvent {
  readonly definition: FunctionDefinition;
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** By the shared clock, epoch ms. */
  readonly acceptedAtMs: number;
}

export type GiveUpCondition = 'EventAgeExceeded' | 'RetriesExhausted';

/**
 * Writes the record that a destination gets for an event that was given up.
 *
 * @param failure - `lastResult`: of the last attempt, absent when there was none; `attemptCount`: attempts that ran.
 * @returns JSON text.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function failureRecord(
  { definition, requestId, payload }: AsynchronousEvent,
  failure: {
    readonly condition: GiveUpCondition;
    readonly attemptCount: number;
    readonly lastResult: InvocationResult | undefined;
    readonly nowMs: number;
  },
): string {
  const { condition, attemptCount, lastResult, nowMs } = failure;
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${definition.arn}:$LATEST`,
      condition,
      approximateInvokeCount: attemptCount,
    },
    requestPayload: parsed(payload),
    ...(lastResult && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: lastResult.functionError },
      responsePayload: parsed(lastResult.payload),
    }),
  });
}

/** A process may have answered with anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
