import { type IncomingMessage, request } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import { type TelegramUpdate } from '../telegram-types';

/** How one push ended. `failed` stands for an attempt without an answer. */
export type PushAnswer =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly statusText: string;
      readonly retryAfterSeconds: number;
      readonly contentType: string;
      readonly body: Buffer;
    }
  | { readonly outcome: 'failed'; readonly reason: string };

export interface PushRequest {
  readonly url: string;
  readonly secretToken: string;
  readonly update: TelegramUpdate;
  /** How long an answer may take, real ms. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** An answer is read up to here; no method that it could ask for is as long as that. */
const maxAnswerBytes = 1024 * 1024;

/**
 * Pushes one update to the webhook. Redirects are not followed, connections are not kept.
 *
 * @returns The answer of any status, or why there was none; it never throws.
 */
export function postUpdate({ url, secretToken, update, timeoutMs, signal }: PushRequest): Promise<PushAnswer> {
  const body = Buffer.from(JSON.stringify(update));
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'accept-encoding': 'gzip, deflate',
    ...(secretToken !== '' && { 'x-telegram-bot-api-secret-token': secretToken }),
  };
  return new Promise((resolve) => {
    const fail = (reason: string): void => resolve({ outcome: 'failed', reason });
    const call = request(url, { method: 'POST', headers, agent: false, signal });
    const timeout = setTimeout(() => {
      fail('Read timeout expired');
      call.destroy();
    }, timeoutMs);
    let isAnswering = false;
    call.on('close', () => {
      clearTimeout(timeout);
      if (!isAnswering) fail('Connection closed');
    });
    call.on('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error)));
    call.on('response', (response) => {
      isAnswering = true;
      readAnswer(response).then(resolve, () => fail('Connection closed'));
    });
    call.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<PushAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxAnswerBytes) chunks.push(chunk);
  }
  return {
    outcome: 'answered',
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    retryAfterSeconds: Number(response.headers['retry-after'] ?? 0) || 0,
    contentType: response.headers['content-type'] ?? '',
    body: size <= maxAnswerBytes ? unpack(Buffer.concat(chunks), response) : Buffer.alloc(0),
  };
}

/** @throws {Error} The body is not packed as its header says, or too large. */
function unpack(body: Buffer, { headers }: IncomingMessage): Buffer {
  switch (headers['content-encoding']?.toLowerCase()) {
    case 'gzip':
      return gunzipSync(body, { maxOutputLength: maxAnswerBytes });
    case 'deflate':
      return inflateSync(body, { maxOutputLength: maxAnswerBytes });
    default:
      return body;
  }
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection closed';

/** @returns What Telegram says of a push that was not taken; undefined when it was. */
export function errorOfPush(answer: PushAnswer): string | undefined {
  if (answer.outcome === 'failed') return answer.reason;
  const { status, statusText } = answer;
  return status >= 200 && status <= 299 ? undefined : `Wrong response from the webhook: ${status} ${statusText}`;
}
