import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';

import { invocationHeader, isLoopbackHost, listenOnLoopback, readRequestBody } from '../http/serve-on-loopback';
import { BotApiError, refusalAnswer } from '@pulso/world/telegram';
import { type LocalClock } from '@pulso/world/time';

import { type AnswerRequestDeps, type Reaction, answerRequest } from './answer-request';

/** Larger bodies are refused. @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.h MAX_TOTAL_PARAMETERS_LENGTH */
const maxBodyBytes = 1024 * 1024;

/** The same with files, of which Telegram takes 50 MB. @see https://core.telegram.org/bots/api#sending-files */
const maxFormBytes = 51 * 1024 * 1024;

/** The longest request line with its headers. @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.h MAX_TOTAL_HEADERS_LENGTH */
const maxHeadBytes = 1 << 18;

export interface ServeHttpDeps extends AnswerRequestDeps {
  /** Held while a request that was read is answered. */
  readonly clock: Pick<LocalClock, 'hold'>;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Listens on 127.0.0.1. @returns The root for clients, and what cuts all connections and frees the port. */
export async function serveHttp(deps: ServeHttpDeps): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer({ maxHeaderSize: maxHeadBytes }, (request, response) => {
    serve(request, response, deps).catch(() => response.destroy());
  });
  return listenOnLoopback(server, deps.port);
}

async function serve(request: IncomingMessage, response: ServerResponse, deps: ServeHttpDeps): Promise<void> {
  const { method = '', url: path = '/', headers } = request;
  const refuse = (code: number, description: string) =>
    write(response, refusalAnswer(new BotApiError(code, description)));
  if (!isLoopbackHost(headers.host)) return refuse(403, 'Forbidden: the local Bot API answers 127.0.0.1 only');
  const contentType = headers['content-type'] ?? '';
  const isForm = contentType.toLowerCase().includes('multipart/form-data');
  const body = await readRequestBody(request, isForm ? maxFormBytes : maxBodyBytes);
  if (!body) return refuse(413, 'Request Entity Too Large');
  if (!response.closed) response.once('close', deps.clock.hold());
  const [by] = [headers[invocationHeader]].flat();
  write(response, await answerRequest({ method, path, contentType, body, by }, deps));
}

function write(response: ServerResponse, reaction: Reaction): void {
  if (reaction === 'disconnect') return void response.destroy();
  const body = JSON.stringify(reaction);
  const retryAfterSeconds = reaction.parameters?.retry_after;
  response.writeHead(reaction.error_code ?? 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(body);
}
