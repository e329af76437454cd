/** What AWS or its SDK says about the caller and not about the call, and what the caller can do. */
export interface AwsProblem {
  /** Begins with a small letter. */
  readonly problem: string;
  /** The same, unless it is a sentence of the SDK. */
  readonly advice: string;
}

const logIn = 'log in, set AWS_PROFILE, or name the file of the local cloud: --env FILE';

const none: AwsProblem = { problem: 'there are no AWS credentials', advice: logIn };
const expired: AwsProblem = { problem: 'the AWS credentials have expired', advice: 'log in again' };
const unknown: AwsProblem = {
  problem: 'AWS does not know the credentials',
  // A region that the account has not turned on refuses every credential so.
  advice: `are they of this account and partition, and is the region turned on there? Otherwise ${logIn}`,
};
const forged: AwsProblem = {
  problem: 'AWS does not take the signature of the credentials',
  advice: "is the secret key the right one, and does this machine's clock show the right time?",
};

/** The SDK has looked everywhere. Otherwise it says what is wrong with what the profile names, and what to type. */
const foundNowhere = /^Could not load credentials/;

/** By the error's name: newer protocols and older ones have different names for the same. */
const credentialProblems: Readonly<Record<string, AwsProblem>> = {
  TokenProviderError: { problem: 'the AWS session has ended', advice: 'log in again' },
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  InvalidClientTokenId: unknown,
  UnrecognizedClientException: unknown,
  SignatureDoesNotMatch: forged,
  InvalidSignatureException: forged,
};

/** @returns Undefined where the error says nothing about credentials and region. */
export function awsProblemOf({ name, message }: Error): AwsProblem | undefined {
  if (message === 'Region is missing') {
    return { problem: 'the region is not known', advice: 'set AWS_REGION to that of the stage' };
  }
  if (name === 'CredentialsProviderError') {
    // Such as a session of IAM Identity Center that has ended.
    const advice = message.replace(/\.$/, '');
    return foundNowhere.test(message) || advice === ''
      ? none
      : { problem: "the AWS credentials can't be used", advice };
  }
  return Object.hasOwn(credentialProblems, name) ? credentialProblems[name] : undefined;
}

/** How services say that a policy does not allow a call; SNS and the older protocols have their own names. */
const denied = /^(AccessDenied(Exception)?|AuthorizationError(Exception)?|UnauthorizedOperation|NotAuthorized)$/;

export const isDenied = ({ name }: Error): boolean => denied.test(name);

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
