import { AwsError, localAccountId, type LocalService, type ServiceAnswer, type ServiceCall } from '@pulso/local-aws';

import { ConcurrencyExceededError, FunctionNotFoundError } from '../errors';
import { type AsynchronousInvoker } from './create-asynchronous-invoker';
import { type FunctionRuntime } from './create-function-runtime';
import { functionNameOf } from './function-name';

/** Payload limits, bytes. See https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxPayloadBytes = { sync: 6_291_456, event: 1_048_576 } as const;

const invocationPath = /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/;
const notEmulated = ['x-amz-client-context', 'x-amz-tenant-id', 'x-amz-durable-execution-name'];

/**
 * Creates the Lambda API with the one operation that services use at run time: Invoke.
 *
 * Not emulated: LogType Tail, client context, versions and aliases.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createLambdaService(runtime: FunctionRuntime, asynchronousInvoker: AsynchronousInvoker): LocalService {
  return {
    name: 'lambda',
    handle: async (call) => {
      const name = invokedFunction(call);
      try {
        return await invoke(name, call, { runtime, asynchronousInvoker });
      } catch (error) {
        throw toAwsError(error, name, call.region);
      }
    },
  };
}

interface Deps {
  readonly runtime: FunctionRuntime;
  readonly asynchronousInvoker: AsynchronousInvoker;
}

async function invoke(name: string, call: ServiceCall, { runtime, asynchronousInvoker }: Deps): Promise<ServiceAnswer> {
  runtime.definitionOf(name);
  refuseOptions(call);
  const type = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  switch (type) {
    case 'DryRun':
      return { status: 204, body: '' };
    case 'Event':
      asynchronousInvoker.accept(name, payloadOf(call, maxPayloadBytes.event));
      return { status: 202, body: '' };
    case 'RequestResponse': {
      const payload = payloadOf(call, maxPayloadBytes.sync);
      const result = await runtime.invoke(name, payload, { type: 'sync' });
      return {
        status: 200,
        headers: {
          'content-type': 'application/json',
          'x-amz-executed-version': '$LATEST',
          ...(result.functionError && { 'x-amz-function-error': result.functionError }),
        },
        body: result.payload,
      };
    }
    default:
      throw new AwsError('InvalidParameterValueException', `There is no invocation type "${type}".`);
  }
}

function invokedFunction({ operation, path }: ServiceCall): string {
  const encoded = invocationPath.exec(path)?.groups?.['name'];
  if (operation !== 'Invoke' || encoded === undefined) {
    throw new AwsError('UnknownOperationException', `The local cloud does not emulate lambda ${operation} ${path}.`);
  }
  const text = decode(encoded);
  const name = functionNameOf(text);
  if (name === undefined) throw notFound(text);
  return name;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refuseOptions({ headers }: ServiceCall): void {
  const present = notEmulated.filter((header) => headers[header] !== undefined);
  if (headers['x-amz-log-type'] === 'Tail') present.push('x-amz-log-type: Tail');
  if (present.length === 0) return;
  throw new AwsError('InvalidParameterValueException', `The local cloud does not emulate ${present.join(', ')}.`);
}

function payloadOf({ body }: ServiceCall, maxBytes: number): string {
  if (body.length > maxBytes) {
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
      { status: 413 },
    );
  }
  if (body.length === 0) return '{}';
  const payload = body.toString('utf8');
  try {
    JSON.parse(payload);
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
  return payload;
}

function toAwsError(error: unknown, name: string, region: string): unknown {
  if (error instanceof FunctionNotFoundError) {
    return notFound(`arn:aws:lambda:${region}:${localAccountId}:function:${name}`);
  }
  if (error instanceof ConcurrencyExceededError) {
    return new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
      status: 429,
      members: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
    });
  }
  return error;
}

const notFound = (name: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Function not found: ${name}`, { status: 404 });
