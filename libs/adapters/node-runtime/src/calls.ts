import { classifyNetworkError } from '@pulso/kit/telegram';

/**
 * Limits the time of every call of an AWS SDK client, as its `requestHandler`.
 *
 * Without it a call that hangs lasts until the function's timeout, and the rest of its batch fails, too. A request
 * timeout alone only prints a warning: the handler must be told to throw.
 *
 * @param requestTimeoutMs - For a whole attempt; connecting has one second of it.
 * @see https://github.com/smithy-lang/smithy-typescript, packages/node-http-handler
 */
export const callTimeouts = (requestTimeoutMs: number) => ({
  connectionTimeout: 1_000,
  requestTimeout: requestTimeoutMs,
  throwOnRequestTimeout: true,
});

/**
 * As {@link callTimeouts}, with a new connection for each call: for a client that makes one attempt.
 *
 * After Lambda has frozen an environment, kept connections may be dead. The first call on one ends with "socket hang up",
 * and may have arrived. The SDK hides that by another attempt, which such a client must not make.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/issues/1196
 */
export const unkeptConnections = (requestTimeoutMs: number) => ({
  ...callTimeouts(requestTimeoutMs),
  httpAgent: { keepAlive: false },
  httpsAgent: { keepAlive: false },
});

/** As the conversation's port describes it. */
interface OutwardCall {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A longer answer is a failure, bytes. */
const maxAnswerBytes = 256 * 1024;

/**
 * Calls HTTP APIs: one request, no retry, no redirect, `https:` alone.
 *
 * @param timeoutMs - For the whole call, answer included.
 * @returns A function that never throws. Its reasons contain no address and no part of the request.
 */
export const createCallOutward =
  ({ fetch, timeoutMs }: { readonly fetch: typeof globalThis.fetch; readonly timeoutMs: number }) =>
  async ({ url, body, method = body === undefined ? 'GET' : 'POST', headers }: OutwardCall) => {
    if (!/^https:\/\//i.test(url)) return failed('not https');
    try {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { connection: 'close', ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const text = await readBody(response);
      if (text === undefined) return failed(`more than ${maxAnswerBytes} bytes`);
      return { type: 'answered' as const, statusCode: response.status, body: text };
    } catch (error) {
      // Messages of errors quote addresses.
      return failed(classifyNetworkError(error).reason);
    }
  };

const failed = (reason: string) => ({ type: 'failed' as const, reason });

async function readBody({ body }: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let byteCount = 0;
  for await (const chunk of body ?? []) {
    byteCount += (chunk as Uint8Array).byteLength;
    // Leaving the loop ends the answer.
    if (byteCount > maxAnswerBytes) return undefined;
    text += decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}
