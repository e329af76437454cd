import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { listenOnLoopback, readRequestBody } from '@pulso/local/gateway';

import { clockOffsetHeader, maxMemoryHeader } from './runtime-shim';

/** Lambda's limit for a response, bytes: 6 MB and a little for the envelope. */
export const maxResponseBytes = 6_291_556;

/** An event on its way to the handler. */
export interface Delivery {
  readonly requestId: string;
  readonly functionArn: string;
  /** JSON text. */
  readonly payload: string;
  /** By the shared clock, epoch ms. */
  readonly deadlineMs: number;
  readonly clockOffsetMs: number;
}

/** What the process reports about its invocation. */
export type Answer =
  | { readonly kind: 'response' | 'error'; readonly body: string; readonly maxMemoryKb: number }
  | { readonly kind: 'response-too-large'; readonly maxMemoryKb: number };

export interface RuntimeApiListener {
  /** The process waits for an event. Called every time it asks. */
  onNext(): void;
  onAnswer(requestId: string, answer: Answer): void;
  /** The process can't load its handler; the body describes the error. */
  onInitError(body: string): void;
}

export interface RuntimeApi {
  /** `host:port`, the only form that AWS_LAMBDA_RUNTIME_API can have: so every process has a listener of its own. */
  readonly address: string;
  /** Hands an event to the process that waits for one. Call it only after `onNext`, once. */
  deliver(delivery: Delivery): void;
  close(): void;
}

const prefix = '/2018-06-01/runtime/';
const answerPath = /^invocation\/(?<id>[^/]+)\/(?<kind>response|error)$/;

/**
 * Starts the HTTP API from which one function process takes its events.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(listener: RuntimeApiListener): Promise<RuntimeApi> {
  let held: ServerResponse | undefined;
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(prefix.length);
    if (request.method === 'GET' && path === 'invocation/next') {
      held = response;
      listener.onNext();
      return;
    }
    acceptPost(path, request, listener).then(
      (status) => response.writeHead(status, { 'content-length': 0 }).end(),
      // The process was killed while it was sending.
      () => response.destroy(),
    );
  });
  waitForEver(server);
  const { port, close } = await listenOnLoopback(server, 0);

  return {
    address: `127.0.0.1:${port}`,
    deliver: (delivery) => {
      held?.writeHead(200, headersOf(delivery)).end(delivery.payload);
      held = undefined;
    },
    close: () => void close(),
  };
}

async function acceptPost(path: string, request: IncomingMessage, listener: RuntimeApiListener): Promise<number> {
  const body = await readRequestBody(request, maxResponseBytes);
  if (path === 'init/error') {
    listener.onInitError(body?.toString() ?? '');
    return 202;
  }
  const { id, kind } = answerPath.exec(path)?.groups ?? {};
  if (id === undefined) return 404;
  const maxMemoryKb = Number(request.headers[maxMemoryHeader] ?? 0);
  if (body === undefined) {
    listener.onAnswer(id, { kind: 'response-too-large', maxMemoryKb });
    return 413;
  }
  listener.onAnswer(id, { kind: kind === 'response' ? 'response' : 'error', body: body.toString(), maxMemoryKb });
  return 202;
}

function headersOf(delivery: Delivery): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(delivery.payload)),
    'lambda-runtime-aws-request-id': delivery.requestId,
    'lambda-runtime-deadline-ms': String(Math.floor(delivery.deadlineMs)),
    'lambda-runtime-invoked-function-arn': delivery.functionArn,
    'lambda-runtime-trace-id': traceId(delivery.deadlineMs),
    [clockOffsetHeader]: String(delivery.clockOffsetMs),
  };
}

/** An X-Ray header that says "not sampled". */
function traceId(nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}

/** A process may wait for its next event, or work on one, longer than any of Node's limits. */
function waitForEver(server: Server): void {
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
}
