import { AwsError } from '@pulso/world/aws';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { type LocalClock } from '@pulso/world/time';
import { listenOnLoopback, readRequestBody } from './serve-on-loopback';

import { type LocalService, type ServiceAnswer, type ServiceCall, unknownOperation } from '../service';
import { type CallFault, callWithFault, type CutConnection } from './call-fault';
import { callerOf, isForm, nameOf, operationOf, partsOf, requireLoopbackHost } from './read-request';
import { contentTypeOf, renderError } from './render-error';
import { type Signing, verifySignature } from './verify-signature';

export interface GatewayOptions {
  readonly services: readonly LocalService[];
  /** Access key to principal. Read at every call, so keys may be added while the gateway runs. */
  readonly principals: ReadonlyMap<string, string>;
  /** Absent: signatures are not verified. */
  readonly signing?: Signing;
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs'>;
  /** Called before every dispatch. Throws an {@link AwsError} to deny the call; absent: everything is allowed. */
  readonly authorize?: (call: ServiceCall) => Promise<void> | void;
  /** Gives the fault of each allowed call. Absent: no faults. */
  readonly faultFor?: (call: ServiceCall) => CallFault | undefined;
  /** A defect of the local cloud: something else than an {@link AwsError} was thrown. The caller gets a 500. */
  readonly onFault?: (error: unknown, call: Pick<ServiceCall, 'operation' | 'principal' | 'service'>) => void;
  /** Larger than every limit of the emulated services (DynamoDB: 16 MiB). */
  readonly maxBodyBytes?: number;
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

export interface Gateway {
  /** For `AWS_ENDPOINT_URL`: `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Adds a service that needs to know the gateway's address. */
  register(service: LocalService): void;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

const defaultMaxBodyBytes = 16 * 1024 * 1024;

/**
 * Starts the one endpoint of the local cloud's AWS services, on the loopback address only.
 *
 * A call holds the clock once it has been read and its caller is known, until its answer has left; a call that
 * only waits (see {@link LocalService.waits}) holds it only while its answer is on its way.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const services = new Map(options.services.map((service) => [service.name, service]));
  const server = createServer((request, response) => void serve({ request, response, services, options }));
  const { url, port, close } = await listenOnLoopback(server, options.port ?? 0);
  return {
    url,
    port,
    register: (service) => void services.set(service.name, service),
    close,
  };
}

/** A call's hold on the clock. */
interface CallHold {
  /** Releases the clock while `task` runs, and holds it again before its result is seen. */
  pauseDuring<T>(task: () => Promise<T>): Promise<T>;
}

/** Holds the clock until the answer has left or the client has gone. */
function holdUntilClosed(clock: Pick<LocalClock, 'hold'>, response: ServerResponse): CallHold {
  let release = clock.hold();
  if (response.closed) release();
  else response.once('close', () => release());
  return {
    pauseDuring: async (task) => {
      release();
      try {
        return await task();
      } finally {
        if (!response.closed) release = clock.hold();
      }
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly services: ReadonlyMap<string, LocalService>;
  readonly options: GatewayOptions;
}

/** What is known about a call so far; filled in step by step, since a refusal may come at every step. */
interface Progress {
  principal: string;
  service: string;
  operation: string;
}

async function serve(exchange: Exchange): Promise<void> {
  const { request, response, options } = exchange;
  const progress: Progress = { principal: 'unknown', service: 'unknown', operation: nameOf(request) };
  const answered = await answer(exchange, progress).catch((error: unknown) => failureOf(error, progress, exchange));
  if (answered === 'cut') response.destroy();
  else write(response, progress.service, answered, options.clock);
}

const tooLarge = (maxBytes: number): AwsError =>
  new AwsError('RequestEntityTooLargeException', `The local cloud reads requests of ${maxBytes} bytes at most.`, {
    status: 413,
  });

async function answer(exchange: Exchange, progress: Progress): Promise<ServiceAnswer | CutConnection> {
  const { request, options, services } = exchange;
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes;
  const body = await readRequestBody(request, maxBodyBytes);
  if (!body) throw tooLarge(maxBodyBytes);
  requireLoopbackHost(request.headers.host);
  const caller = callerOf(request.headers.authorization, options.principals, (name) => (progress.service = name));
  progress.principal = caller.principal;

  const service = services.get(caller.service);
  if (!service) {
    const action = isForm(request) ? new URLSearchParams(body.toString('utf8')).get('Action') : null;
    throw unknownOperation(caller.service, action?.slice(0, 100) ?? progress.operation);
  }
  const parts = partsOf(request);
  // Not earlier: calls that are not emulated may be signed in another way, as for S3.
  if (options.signing) verifySignature({ ...parts, body }, caller, options.signing);
  const operation = operationOf({ ...parts, service: caller.service, body });
  progress.operation = operation;
  const call: ServiceCall = { ...caller, ...parts, operation, body, isAbandoned: () => exchange.response.closed };
  // Not earlier: a stranger or an unfinished request must not hold the clock.
  const hold = holdUntilClosed(options.clock, exchange.response);
  await options.authorize?.(call);
  const handle = async (): Promise<ServiceAnswer> => {
    const handled = service.handle.bind(service, call);
    return service.waits?.(call) ? hold.pauseDuring(handled) : handled();
  };
  const fault = options.faultFor?.(call);
  return fault ? callWithFault(fault, call, handle) : handle();
}

function failureOf(error: unknown, progress: Progress, { request, options: { onFault } }: Exchange): ServiceAnswer {
  const awsError = error instanceof AwsError ? error : defect(error);
  if (awsError !== error) onFault?.(error, { ...progress });
  return { status: awsError.status, ...renderError(progress.service, awsError, isForm(request)) };
}

const defect = (error: unknown): AwsError =>
  new AwsError('InternalFailure', `The local cloud has failed, not the caller: ${String(error)}`, { status: 500 });

function write(
  response: ServerResponse,
  service: string,
  { status, headers, body }: ServiceAnswer,
  clock: GatewayOptions['clock'],
): void {
  response.writeHead(status, {
    'content-type': contentTypeOf(service),
    // The SDKs sign with a corrected time when the two clocks differ by minutes.
    date: new Date(clock.nowMs()).toUTCString(),
    'x-amzn-requestid': randomUUID(),
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
