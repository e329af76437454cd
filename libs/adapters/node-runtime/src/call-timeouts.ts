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
