import { AwsError, type LocalService, operationFor, type ServiceAnswer, type ServiceCall } from '@pulso/local/aws';

import { invocationHeader } from '@pulso/local/machine';

import { describeOperations, type LambdaDeployment } from '../api/describe-operations';
import { functionIn } from '../api/function-in';
import { invalidValue } from '../api/invalid-value';
import { ConcurrencyExceededError } from '../errors';
import { type AsynchronousInvoker } from './create-asynchronous-invoker';
import { type FunctionRuntime } from './create-function-runtime';
import { logTail } from './log-tail';

/** Payload limits, bytes. See https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxPayloadBytes = { sync: 6_291_456, event: 1_048_576 } as const;

const notEmulated = ['x-amz-client-context', 'x-amz-tenant-id', 'x-amz-durable-execution-name'];

/**
 * Creates the Lambda API: Invoke, and what shows the functions that the stacks declare.
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
  return {
    name: 'lambda',
    handle: async (call) => {
      if (call.operation === 'Invoke') {
        const { name } = functionIn(call, runtime);
        try {
          return await invoke(name, call, { runtime, asynchronousInvoker, deployment });
        } catch (error) {
          throw toAwsError(error);
        }
      }
      const describe = operationFor(describeOperations, call);
      return { status: 200, body: JSON.stringify(describe(call, { ...deployment, runtime })) };
    },
  };
}

interface Deps {
  readonly runtime: FunctionRuntime;
  readonly asynchronousInvoker: Pick<AsynchronousInvoker, 'accept'>;
  readonly deployment: LambdaDeployment;
}

async function invoke(
  name: string,
  call: ServiceCall,
  { runtime, asynchronousInvoker, deployment }: Deps,
): Promise<ServiceAnswer> {
  refuseOptions(call);
  const type = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const logType = call.headers['x-amz-log-type'] ?? 'None';
  if (!['Tail', 'None'].includes(logType)) throw invalidValue('logType', logType, 'Tail, None');
  switch (type) {
    case 'DryRun':
      return { status: 204, body: '' };
    case 'Event':
      asynchronousInvoker.accept(name, payloadOf(call, maxPayloadBytes.event), call.headers[invocationHeader]);
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
          ...(logType === 'Tail' && {
            'x-amz-log-result': logTail(
              deployment.readLog?.(runtime.definitionOf(name).logGroupName) ?? [],
              result.requestId,
            ),
          }),
        },
        body: result.payload,
      };
    }
    default:
      throw invalidValue('invocationType', type, 'RequestResponse, DryRun, Event');
  }
}

function refuseOptions({ headers }: ServiceCall): void {
  const present = notEmulated.filter((header) => headers[header] !== undefined);
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

function toAwsError(error: unknown): unknown {
  if (!(error instanceof ConcurrencyExceededError)) return error;
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    members: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
  });
}
