import {
  AwsError,
  invocationHeader,
  type LocalService,
  operationFor,
  type ServiceAnswer,
  type ServiceCall,
} from '@pulso/local/gateway';

import { ConcurrencyExceededError } from '../errors';
import { type AsynchronousInvoker } from '../invoke/create-asynchronous-invoker';
import { type FunctionRuntime } from '../invoke/create-function-runtime';
import { type InvocationResult } from '../invoke/run-invocation';
import { describeOperations, functionOf, type LambdaDeployment } from './describe-functions';

/** Payload limits, bytes. See https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxPayloadBytes = { sync: 6_291_456, event: 1_048_576 } as const;

/**
 * Creates the Lambda API: Invoke, and the operations that show the functions of the stacks.
 *
 * Not emulated: client context, versions and aliases, and everything that changes a function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createLambdaService(
  runtime: FunctionRuntime,
  asynchronousInvoker: Pick<AsynchronousInvoker, 'accept'>,
  deployment: LambdaDeployment,
): LocalService {
  const invoke = async (call: ServiceCall): Promise<ServiceAnswer> => {
    const { name, logGroupName } = functionOf(call, runtime);
    const { 'x-amz-invocation-type': type = 'RequestResponse', 'x-amz-log-type': logType } = call.headers;
    if (call.headers['x-amz-client-context'] !== undefined) throw notEmulated('a client context');
    switch (type) {
      case 'Event':
        asynchronousInvoker.accept(name, payloadOf(call, maxPayloadBytes.event), call.headers[invocationHeader]);
        return { status: 202, body: '' };
      case 'RequestResponse': {
        const result = await runtime.invoke(name, payloadOf(call, maxPayloadBytes.sync)).catch(rethrowAsAwsError);
        const tail = logType === 'Tail' && logTail(deployment.readLog?.(logGroupName) ?? [], result.requestId);
        return answerOf(result, tail ? { 'x-amz-log-result': tail } : {});
      }
      default:
        throw notEmulated(`the invocation type ${type.slice(0, 100)}`);
    }
  };
  return {
    name: 'lambda',
    handle: async (call) => {
      if (call.operation === 'Invoke') return invoke(call);
      const describe = operationFor(describeOperations, call);
      return { status: 200, body: JSON.stringify(describe(call, { ...deployment, runtime })) };
    },
  };
}

const notEmulated = (what: string): AwsError =>
  new AwsError('InvalidParameterValueException', `The local cloud does not emulate ${what}.`);

function payloadOf({ body }: ServiceCall, maxBytes: number): string {
  if (body.length > maxBytes) {
    const text = `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`;
    throw new AwsError('RequestTooLargeException', text, { status: 413 });
  }
  if (body.length === 0) return '{}';
  const payload = body.toString('utf8');
  try {
    JSON.parse(payload);
  } catch (error) {
    const text = `Could not parse request body into json: ${(error as Error).message}`;
    throw new AwsError('InvalidRequestContentException', text);
  }
  return payload;
}

function rethrowAsAwsError(error: unknown): never {
  if (!(error instanceof ConcurrencyExceededError)) throw error;
  throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    members: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
  });
}

const answerOf = ({ payload, functionError }: InvocationResult, headers: Record<string, string>): ServiceAnswer => ({
  status: 200,
  headers: {
    ...headers,
    'content-type': 'application/json',
    'x-amz-executed-version': '$LATEST',
    ...(functionError && { 'x-amz-function-error': functionError }),
  },
  body: payload,
});

const maxTailBytes = 4096;

/**
 * Cuts the log of one invocation out of a log group: an environment works on one event at a time, so its lines are those
 * between the first and the last that name the request.
 *
 * @returns The last four kilobytes, in base64.
 */
function logTail(lines: ReturnType<NonNullable<LambdaDeployment['readLog']>>, requestId: string): string {
  const all = [...lines];
  const isOfRequest = (message: string): boolean => message.includes(requestId);
  const stream = all.find(({ message }) => isOfRequest(message))?.logStream;
  const messages = all.filter(({ logStream }) => logStream === stream).map(({ message }) => message);
  const own = messages.slice(messages.findIndex(isOfRequest), messages.findLastIndex(isOfRequest) + 1);
  const text = own.map((message) => `${message}\n`).join('');
  return Buffer.from(text).subarray(-maxTailBytes).toString('base64');
}
