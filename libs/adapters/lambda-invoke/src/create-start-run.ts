import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type StartRun } from '@pulso/conversation';

import { InvocationNotAcceptedError } from './errors';

/**
 * Starts runs by invoking the dispatcher asynchronously: Lambda queues the request and retries it by itself.
 *
 * @param client - Credentials need `lambda:InvokeFunction` on the function.
 * @returns A function that throws {InvocationNotAcceptedError}, and whatever the client throws; both retryable, since
 *   the same request is the same run.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const createStartRun =
  (client: LambdaClient, functionName: string): StartRun =>
  async (request) => {
    const { StatusCode } = await client.send(
      new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(request) }),
    );
    if (StatusCode !== 202) throw new InvocationNotAcceptedError(functionName, StatusCode);
  };
