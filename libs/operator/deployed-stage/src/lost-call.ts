const unreachable = /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/;

/**
 * How services of AWS say that calls come too fast.
 *
 * @see https://github.com/smithy-lang/smithy-typescript, packages/core, retry
 */
const throttled =
  /^((Throttling|Throttled|RequestThrottled)(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|SlowDown)$/;

export const isThrottled = ({ name }: Error): boolean => throttled.test(name);

/** An error that says that a call got no answer, or is behind one that does. */
interface Unanswered {
  readonly error: Error;
  /** For example `ENOTFOUND`. */
  readonly reason: string;
}

/** @returns Why a call of an AWS client got no answer; undefined where it got one. */
export function unansweredBy(error: Error): Unanswered | undefined {
  if (error.name === 'TimeoutError') return { error, reason: 'no answer in time' };
  const { code, cause } = error as Error & { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string' && unreachable.test(code)) return { error, reason: code };
  return cause instanceof Error ? unansweredBy(cause) : undefined;
}
