/** As the conversation's port describes it. */
interface OutwardCall {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type OutwardAnswer =
  | { readonly type: 'answered'; readonly statusCode: number; readonly body: string }
  | { readonly type: 'failed'; readonly reason: string };

interface CallOutwardOptions {
  readonly fetch: typeof fetch;
  /** For the whole call, answer included, ms. */
  readonly timeoutMs: number;
}

/** An answer that is longer is a failure, bytes. */
const maxAnswerBytes = 256 * 1024;

/**
 * Calls HTTP APIs: one request, no retry, no redirect, `https:` alone.
 *
 * @returns A function that never throws. Its reasons name no address and nothing of what was sent.
 */
export const createCallOutward =
  ({ fetch, timeoutMs }: CallOutwardOptions) =>
  async ({ url, body, method = body === undefined ? 'GET' : 'POST', headers }: OutwardCall): Promise<OutwardAnswer> => {
    if (!/^https:\/\//i.test(url)) return { type: 'failed', reason: 'not https' };
    try {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { connection: 'close', ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const text = await readBody(response);
      return text === undefined
        ? { type: 'failed', reason: `more than ${maxAnswerBytes} bytes` }
        : { type: 'answered', statusCode: response.status, body: text };
    } catch (error) {
      return { type: 'failed', reason: reasonOf(error) };
    }
  };

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

/** Messages of errors quote addresses. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown error';
  const { name = 'unknown error', cause } = error as {
    readonly name?: string;
    readonly cause?: { readonly code?: string };
  };
  return cause?.code ?? name;
}
