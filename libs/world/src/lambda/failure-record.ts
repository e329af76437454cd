export type GiveUpCondition = 'EventAgeExceeded' | 'RetriesExhausted';

/** An event that was accepted to be worked on later. */
interface GivenUpEvent {
  readonly functionArn: string;
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
}

/**
 * Writes the record that a destination gets for an event that was given up.
 *
 * @param failure - `lastResult`: of the last attempt, absent when there was none; `attemptCount`: attempts that ran.
 * @returns JSON text.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function failureRecord(
  { functionArn, requestId, payload }: GivenUpEvent,
  failure: {
    readonly condition: GiveUpCondition;
    readonly attemptCount: number;
    readonly lastResult?: { readonly functionError?: string; readonly payload: string } | undefined;
    readonly nowMs: number;
  },
): string {
  const { condition, attemptCount, lastResult, nowMs } = failure;
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${functionArn}:$LATEST`,
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
