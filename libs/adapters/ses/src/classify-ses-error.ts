import { type PostOutcome } from '@pulso/domain/delivery';
import { classifyNetworkError } from '@pulso/kit/telegram';

/**
 * Refusals that the same mail will meet again.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
const lasting = new Set([
  'AccountSuspendedException',
  'BadRequestException',
  'MailFromDomainNotVerifiedException',
  'MessageRejected',
  'NotFoundException',
  'SendingPausedException',
]);

const throttling = new Set(['TooManyRequestsException', 'ThrottlingException', 'Throttling']);

/** The rate is counted per second, and others of the account send, too. Milliseconds. */
const throttledForMs = 15_000;

/** Before a request is signed. */
const beforeRequest = new Set(['CredentialsProviderError']);

/**
 * Tells what became of a mail when SES did not accept it.
 *
 * Error messages of SES quote addresses, so only names are passed on.
 *
 * @param error - What the client threw.
 */
export function classifySesError(error: unknown): Exclude<PostOutcome, { status: 'accepted' }> {
  const { name, httpStatus } = partsOf(error);
  if (lasting.has(name)) return { status: 'rejected', reason: name };
  if (throttling.has(name) || httpStatus === 429) return { status: 'postponed', delayMs: throttledForMs };
  if (beforeRequest.has(name)) return { status: 'not-sent', reason: name };
  if (httpStatus === undefined) return classifyNetworkError(error);
  // A quota of the day, missing rights, a clock that is wrong: an operator or time changes it.
  if (httpStatus >= 400 && httpStatus < 500) return { status: 'not-sent', reason: name };
  return { status: 'unknown', reason: `${name}, HTTP ${httpStatus}` };
}

/** By property and not by `instanceof`: classes differ between bundles. */
function partsOf(error: unknown): { readonly name: string; readonly httpStatus: number | undefined } {
  const name = propertyOf(error, 'name');
  const httpStatus = propertyOf(propertyOf(error, '$metadata'), 'httpStatusCode');
  return {
    name: typeof name === 'string' ? name : 'unknown error',
    httpStatus: typeof httpStatus === 'number' ? httpStatus : undefined,
  };
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
