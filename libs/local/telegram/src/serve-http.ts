import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type LocalClock } from '@pulso/world/time';
import { invocationHeader, isLoopbackHost, listenOnLoopback, readRequestBody } from '@pulso/local/machine';
import { type ApiAnswer, errorAnswer } from './api-answer';
import { BotApiError } from './bot-api-error';
import { type HandleRequestDeps, type Reaction, handleRequest } from './handle-request';

/** Larger bodies are refused. @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.h MAX_TOTAL_PARAMETERS_LENGTH */
const maxBodyBytes = 1024 * 1024;

/** The same with files, of which Telegram takes 50 MB. @see https://core.telegram.org/bots/api#sending-files */
const maxFormBytes = 51 * 1024 * 1024;

/** The longest request line with its headers. @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.h MAX_TOTAL_HEADERS_LENGTH */
const maxHeadBytes = 1 << 18;

export interface ServeHttpDeps {
  readonly botApi: HandleRequestDeps;
  /** Held while a request is answered. */
  readonly clock: Pick<LocalClock, 'hold'>;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Listens on 127.0.0.1. @returns The root for clients, and what cuts all connections and frees the port. */
export async function serveHttp(deps: ServeHttpDeps): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer({ maxHeaderSize: maxHeadBytes }, (request, response) => {
    // A call that waits for something to happen must not keep the time from passing.
    if (!waitsForEvents(request.url ?? '')) response.on('close', deps.clock.hold());
    serve(request, response, deps).catch(() => response.destroy());
  });
  const { url, close } = await listenOnLoopback(server, deps.port);
  return { url, stop: close };
}

const waitsForEvents = (path: string): boolean => /\/getupdates\/?(\?|$)/i.test(path);

async function serve(request: IncomingMessage, response: ServerResponse, deps: ServeHttpDeps): Promise<void> {
  const { method = '', url: path = '/', headers } = request;
  if (!isLoopbackHost(headers.host)) {
    return write(response, errorAnswer(new BotApiError(403, 'Forbidden: the local Bot API answers 127.0.0.1 only')));
  }
  const isForm = headers['content-type']?.toLowerCase().includes('multipart/form-data') === true;
  const body = await readRequestBody(request, isForm ? maxFormBytes : maxBodyBytes);
  const reaction: Reaction = !body
    ? errorAnswer(new BotApiError(413, 'Request Entity Too Large'))
    : await handleRequest(
        { method, path, contentType: headers['content-type'] ?? '', body, by: [headers[invocationHeader]].flat()[0] },
        deps.botApi,
      );
  if (reaction === 'disconnect') response.destroy();
  else if (reaction !== 'hang') write(response, reaction);
}

function write(response: ServerResponse, { status, contentType, body, retryAfterSeconds }: ApiAnswer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(body);
}
