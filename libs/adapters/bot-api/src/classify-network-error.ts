import { type Refusal, type Unknown } from '@pulso/delivery';

/** Errors that come before the first byte of a request: no connection, no address, no trusted certificate. */
const beforeRequest = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

type NetworkOutcome = Extract<Refusal, { status: 'not-sent' }> | Unknown;

/**
 * Tells a call that certainly did not leave from one that may have arrived.
 *
 * fetch wraps every failure of the connection into one TypeError; its `cause` carries the code. Messages are not passed
 * on: some quote the URL, and the URL holds the token.
 *
 * @see https://nodejs.org/api/errors.html#common-system-errors
 */
export function classifyNetworkError(error: unknown): NetworkOutcome {
  const cause = propertyOf(error, 'cause') ?? error;
  const code = textOf(cause, 'code');
  // Several addresses were tried and none could be connected to: Node raises this only while connecting.
  if (textOf(cause, 'name') === 'AggregateError') return { status: 'not-sent', reason: code ?? 'no address reached' };
  if (code !== undefined && beforeRequest.has(code)) return { status: 'not-sent', reason: code };
  return { status: 'unknown', reason: code ?? textOf(error, 'name') ?? 'unknown error' };
}

// By property and not by instanceof: a fetch that is handed in may belong to another realm.
const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function textOf(value: unknown, name: string): string | undefined {
  const property = propertyOf(value, name);
  return typeof property === 'string' ? property : undefined;
}
