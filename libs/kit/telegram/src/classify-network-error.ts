import { type NotSent, type Unknown } from './outcomes';

/** Errors before the first byte of a request: no usable address, no connection, no trusted certificate. */
const beforeRequest = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ERR_INVALID_URL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Decides, as the only place, whether a call certainly was not sent or may have arrived.
 *
 * The platform's fetch wraps every failure of the connection into one TypeError, whose `cause` carries the code;
 * node-fetch puts the code on its own error. Messages are not passed on: some quote the URL, which contains the token.
 *
 * @param error - The HTTP client's error.
 * @see https://nodejs.org/api/errors.html#common-system-errors
 */
export function classifyNetworkError(error: unknown): NotSent | Unknown {
  const cause = propertyOf(error, 'cause') ?? error;
  const code = textOf(cause, 'code');
  // No connection to any of several addresses: Node throws this only while connecting.
  if (textOf(cause, 'name') === 'AggregateError') return { status: 'not-sent', reason: code ?? 'no address reached' };
  if (code !== undefined && beforeRequest.has(code)) return { status: 'not-sent', reason: code };
  return { status: 'unknown', reason: code ?? textOf(error, 'name') ?? 'unknown error' };
}

// Not by instanceof: the caller's fetch may belong to another realm.
const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function textOf(value: unknown, name: string): string | undefined {
  const property = propertyOf(value, name);
  return typeof property === 'string' ? property : undefined;
}
