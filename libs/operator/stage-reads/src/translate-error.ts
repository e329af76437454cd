import { ActionDeniedError, CredentialsError, NotEmulatedError, UnreachableError } from '@pulso/operator/examination';

/** How services say that a policy does not allow a call; SNS and the older protocols have their own names. */
const denied = /^(AccessDenied(Exception)?|AuthorizationError(Exception)?|UnauthorizedOperation|NotAuthorized)$/;

/** In the text of a denial: with it, the action may be another one than the operation's, as kms:Decrypt of a parameter. */
const deniedAction = /not authorized to perform: ([\w-]+:\w+)/;

const logIn = 'log in, set AWS_PROFILE, or name the file of the local cloud: --env FILE';

/** What AWS and its SDK say of credentials, and what to do about it. */
const credentialProblems: Readonly<Record<string, readonly [problem: string, advice: string]>> = {
  CredentialsProviderError: ['there are no AWS credentials', logIn],
  TokenProviderError: ['the AWS session has ended', 'log in again'],
  ExpiredToken: ['the AWS credentials have expired', 'log in again'],
  ExpiredTokenException: ['the AWS credentials have expired', 'log in again'],
  InvalidClientTokenId: ['AWS does not know the credentials', logIn],
  UnrecognizedClientException: ['AWS does not know the credentials', logIn],
  SignatureDoesNotMatch: ['AWS does not take the signature of the credentials', 'is the secret key the right one?'],
  InvalidSignatureException: ['AWS does not take the signature of the credentials', 'is the secret key the right one?'],
};

const unreachable = /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/;

/**
 * Tells what an error of an AWS client means to the doctor.
 *
 * @param action - What the call needed, as a policy names it.
 * @returns What to throw instead; the same error where it is none of these.
 */
export function translateError(error: unknown, action: string): unknown {
  if (!(error instanceof Error)) return error;
  if (denied.test(error.name)) return new ActionDeniedError(deniedAction.exec(error.message)?.[1] ?? action);
  if (isNotEmulated(error)) return new NotEmulatedError(action);
  if (error.message === 'Region is missing') {
    return new CredentialsError('the region is not known', 'set AWS_REGION to that of the stage');
  }
  const problem = Object.hasOwn(credentialProblems, error.name) ? credentialProblems[error.name] : undefined;
  if (problem) return new CredentialsError(...problem);
  const code = codeOf(error);
  return code === undefined ? error : new UnreachableError(serviceOf(action), code);
}

/** @see libs/local/aws/src/unknown-operation.ts */
const isNotEmulated = ({ name, message }: Error): boolean =>
  /UnknownOperation/.test(name) || message.includes('The local cloud does not emulate');

/** @returns Why a call got no answer; undefined where it got one. */
function codeOf(error: Error): string | undefined {
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { code, cause } = error as Error & { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string' && unreachable.test(code)) return code;
  return cause instanceof Error ? codeOf(cause) : undefined;
}

/** @example serviceOf('sts:GetCallerIdentity'); // 'AWS (sts)' */
const serviceOf = (action: string): string => `AWS (${action.split(':')[0]})`;
