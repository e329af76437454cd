import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';

import { describeIssue } from '@pulso/contracts/envelope';
import { type ApiAnswer, type Handlers, type OperationName, operations } from '@pulso/local/console-api';
import { listenOnLoopback, readRequestBody } from '@pulso/local/gateway';

import { RefusedOperationError } from '../errors';
import { admit } from './admit';
import { type EventLog, serveEvents } from './event-log';
import { type ServedFile, readStaticFile } from './console-files';

/** Larger bodies are refused. */
const maxBodyBytes = 1024 * 1024;

interface ConsoleOptions {
  /** The first part of every path, which keeps other pages and programs out. */
  readonly token: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the built page is. */
  readonly folder: string;
  readonly handlers: Handlers;
  /** Reads a file of the local cloud by its path behind the token; undefined: there is none. */
  readonly readFile?: (path: string) => ServedFile | undefined;
  readonly events: EventLog;
  /** The local cloud's time, epoch ms. */
  readonly nowMs: () => number;
  /** Told a defect of the console itself. */
  readonly onDefect: (error: unknown) => void;
}

export interface Console {
  /** What a person opens; it holds the token. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the console on 127.0.0.1: the page, its API (`POST /<token>/api/<operation>`) and the event stream
 * (`GET /<token>/events`).
 */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const server = createServer((request, response) => {
    serve(request, response, options).catch((error: unknown) => {
      // Who leaves in the middle of a request has done nothing wrong, nor has the console.
      if (error !== request.errored) options.onDefect(error);
      response.destroy();
    });
  });
  const { url, close } = await listenOnLoopback(server, options.port);
  return { url: `${url}/${options.token}/`, close };
}

async function serve(request: IncomingMessage, response: ServerResponse, options: ConsoleOptions): Promise<void> {
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
  const { method = '', url = '/', headers } = request;
  const admitted = admit({ method, url, headers }, options.token);
  if ('reason' in admitted) return void response.writeHead(admitted.status).end(`${admitted.reason}\n`);
  const { path } = admitted;
  if (method === 'POST') return answerCall(request, response, path, options);
  if (path === '') return void response.writeHead(308, { location: `/${options.token}/` }).end();
  if (path === '/events') return serveEvents(request, response, options.events, options.nowMs);
  const file = options.readFile?.(path) ?? (await readStaticFile(options.folder, path));
  if (!file) return void response.writeHead(404).end('There is no such file of the console.\n');
  const { contentSecurityPolicy: policy } = file;
  if (policy !== undefined) response.setHeader('content-security-policy', policy);
  response.writeHead(200, { 'content-type': file.contentType }).end(file.body);
}

async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  options: ConsoleOptions,
): Promise<void> {
  const [, name] = /^\/api\/([\w.-]+)$/.exec(path) ?? [];
  if (name === undefined) return void response.writeHead(404).end('Calls go to api/<operation>.\n');
  const body = await readRequestBody(request, maxBodyBytes);
  if (body === undefined) return void response.writeHead(413).end(`A body has at most ${maxBodyBytes} bytes.\n`);
  const { status, answer } = await answerOperation(name, body.toString('utf8'), options);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

/**
 * What every answer of the console carries: the page loads nothing from elsewhere, runs no script but its own, stands in
 * no frame of another page, and its address, which holds the token, goes nowhere.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Content_Security_Policy_Cheat_Sheet.html
 */
export const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);

/**
 * Carries out one operation of the API.
 *
 * @param body - As it came.
 * @param onDefect - Told an error that is no refusal.
 * @returns The answer and its status.
 */
export async function answerOperation(
  name: string,
  body: string,
  { handlers, onDefect }: { readonly handlers: Handlers; readonly onDefect: (error: unknown) => void },
): Promise<{ readonly status: number; readonly answer: ApiAnswer }> {
  if (!isOperation(name)) return refusal(404, `There is no operation "${name.slice(0, 60)}".`);
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return refusal(400, `${name}: The body is no JSON.`);
  }
  const input = operations[name].input.safeParse(given);
  if (!input.success) {
    const problems = input.error.issues.map((issue) => describeIssue(issue, given, 'body'));
    return refusal(400, `${name}: ${problems.join('; ')}`);
  }
  try {
    const handle = handlers[name] as (input: unknown) => unknown;
    return { status: 200, answer: { ok: true, result: await handle(input.data) } };
  } catch (error) {
    if (error instanceof RefusedOperationError) return refusal(400, error.message);
    onDefect(error);
    return refusal(500, `${name} has failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const refusal = (status: number, error: string) => ({ status, answer: { ok: false as const, error } });
