import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { listenOnLoopback, type LoopbackListener, readRequestBody } from '@pulso/local/gateway';
import { type LocalClock } from '@pulso/world/time';

import { maxPayloadBytes } from '../api/create-lambda-service';
import { ConcurrencyExceededError } from '../errors';
import { type FunctionRuntime } from '../invoke/create-function-runtime';
import { jsonAnswer, type UrlAnswer, urlAnswer, urlEvent } from './payload-format';

export interface FunctionUrlsOptions {
  readonly runtime: FunctionRuntime;
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs'>;
  /** At every call: whether the function's policy lets everybody call it. Absent: it does. */
  mayCall?(functionName: string): boolean;
  /** Called with each answer. */
  onAnswer?(functionName: string, status: number): void;
  /** A defect of the local cloud; the client gets a 500. */
  onFault(error: unknown): void;
  /** Of the first function with a public URL, 0 to 65535; default: a free one. The others always take free ones. */
  readonly port?: number;
}

export interface FunctionUrls {
  /** Function name to URL, with a slash at its end; functions without a public URL have none. */
  readonly urls: ReadonlyMap<string, string>;
  /** Stops listening and cuts open connections. */
  stop(): Promise<void>;
}

/**
 * Starts an HTTP server on the loopback address for every function that has a URL.
 *
 * Not emulated: IAM authentication, CORS settings, response streaming, TLS.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 */
export async function startFunctionUrls(options: FunctionUrlsOptions): Promise<FunctionUrls> {
  const listeners = new Map<string, LoopbackListener>();
  for (const { name, publicUrl } of options.runtime.functions) {
    if (!publicUrl) continue;
    const port = listeners.size === 0 ? (options.port ?? 0) : 0;
    const server = createServer((request, response) => void serve(request, response, name, options));
    listeners.set(name, await listenOnLoopback(server, port));
  }
  return {
    urls: new Map([...listeners].map(([name, { url }]) => [name, `${url}/`])),
    stop: async () => {
      await Promise.all([...listeners.values()].map(({ close }) => close()));
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  functionName: string,
  options: FunctionUrlsOptions,
): Promise<void> {
  try {
    const given = await readRequestBody(request, maxPayloadBytes.sync);
    if (!response.closed) response.once('close', options.clock.hold());
    const { status, headers, body } = await answer(request, given, functionName, options);
    options.onAnswer?.(functionName, status);
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  } catch (error) {
    // A client that left is not a defect.
    if (!request.destroyed || request.complete) options.onFault(error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end();
  }
}

async function answer(
  request: IncomingMessage,
  body: Buffer | undefined,
  functionName: string,
  { runtime, clock, mayCall }: FunctionUrlsOptions,
): Promise<UrlAnswer> {
  if (mayCall?.(functionName) === false) return forbidden();
  const event = body && urlEvent({ request, body, nowMs: clock.nowMs() });
  if (event === undefined) {
    return jsonAnswer(413, JSON.stringify({ Message: `Request must be smaller than ${maxPayloadBytes.sync} bytes` }));
  }
  try {
    const result = await runtime.invoke(functionName, event);
    return urlAnswer(result.functionError ? undefined : JSON.parse(result.payload));
  } catch (error) {
    if (!(error instanceof ConcurrencyExceededError)) throw error;
    const reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';
    return jsonAnswer(429, JSON.stringify({ Reason: reason, Type: 'User', message: 'Rate Exceeded.' }));
  }
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
function forbidden(): UrlAnswer {
  const Message =
    'Forbidden. For troubleshooting Function URL authorization issues, see: ' +
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';
  const described = jsonAnswer(403, JSON.stringify({ Message }));
  return { ...described, headers: { ...described.headers, 'x-amzn-errortype': 'AccessDeniedException' } };
}
