/** Settings of an AWS SDK client's request handler. */
export interface CallTimeouts {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly throwOnRequestTimeout: true;
}

/**
 * Bounds every call of an AWS SDK client, as its `requestHandler`.
 *
 * Without it a call that hangs lasts until the function's timeout and takes the neighbours in its batch along. A request
 * timeout alone only prints a warning and waits on: the handler must be told to throw.
 *
 * @param requestTimeoutMs - For a whole attempt; connecting has one second of it.
 * @see https://github.com/smithy-lang/smithy-typescript, packages/node-http-handler
 */
export const callTimeouts = (requestTimeoutMs: number): CallTimeouts => ({
  connectionTimeout: 1_000,
  requestTimeout: requestTimeoutMs,
  throwOnRequestTimeout: true,
});

/** @see https://nodejs.org/api/http.html#new-agentoptions */
export interface UnkeptConnections extends CallTimeouts {
  readonly httpAgent: { readonly keepAlive: false };
  readonly httpsAgent: { readonly keepAlive: false };
}

/**
 * As {@link callTimeouts}, with a connection of its own for each call: for a client that makes one attempt.
 *
 * An environment that Lambda had frozen may find kept connections dead. The first call on one ends with "socket hang up",
 * and whether it has arrived can't be told. The SDK hides that by another attempt, which such a client must not make.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/issues/1196
 */
export const unkeptConnections = (requestTimeoutMs: number): UnkeptConnections => ({
  ...callTimeouts(requestTimeoutMs),
  httpAgent: { keepAlive: false },
  httpsAgent: { keepAlive: false },
});
