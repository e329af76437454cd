import { AwsError } from '../service';

/** Calls per second and account that AWS allows; not adjustable there. */
export type CallRates = Readonly<Record<string, number>>;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const documentedCallRates: CallRates = { StartQuery: 10, GetQueryResults: 10 };

/**
 * Limits how often operations are called: as many calls at once as a second allows, then as they come free again.
 *
 * @returns Counts one call. Throws an {@link AwsError} ThrottlingException when it comes too early; retryable later.
 */
export function createCallRateCheck(rates: CallRates, nowMs: () => number): (operation: string) => void {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return (operation) => {
    const rate = Object.hasOwn(rates, operation) ? rates[operation] : undefined;
    if (rate === undefined) return;
    const atMs = nowMs();
    const bucket = buckets.get(operation) ?? { tokens: rate, atMs };
    const tokens = Math.min(rate, bucket.tokens + ((atMs - bucket.atMs) / 1000) * rate);
    if (tokens < 1) throw new AwsError('ThrottlingException', 'Rate exceeded');
    buckets.set(operation, { tokens: tokens - 1, atMs });
  };
}
