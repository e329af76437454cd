import { type IncomingMessage, request } from 'node:http';
import { finished } from 'node:stream/promises';

import { type TelegramUpdate } from '../telegram-types';

/** How one push ended. `failed` stands for an attempt without an answer. */
export type PushAnswer =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly statusText: string;
      readonly retryAfterSeconds: number;
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

/** The body is of no use here: a method that it names is not executed. */
async function readAnswer(response: IncomingMessage): Promise<PushAnswer> {
  response.resume();
  await finished(response);
  return {
    outcome: 'answered',
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    retryAfterSeconds: Number(response.headers['retry-after'] ?? 0) || 0,
  };
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection closed';

/** @returns What Telegram says of a push that was not taken; undefined when it was. */
export function errorOfPush(answer: PushAnswer): string | undefined {
  if (answer.outcome === 'failed') return answer.reason;
  const { status, statusText } = answer;
  return status >= 200 && status <= 299 ? undefined : `Wrong response from the webhook: ${status} ${statusText}`;
}
