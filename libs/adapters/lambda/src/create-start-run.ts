import { InvokeCommand, type LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { type StartRun, type StartRunResult } from '@pulso/domain/conversation';

/**
 * Asks for runs and earlier reports by invoking the dispatcher asynchronously: Lambda queues the request and retries it.
 *
 * Give it a client with `maxAttempts: 1`, which keeps no connection. Lambda may have accepted a first attempt that got
 * no answer, even if it refuses the SDK's second one. So an error after more than one attempt counts as `unknown`.
 *
 * @param client - Credentials need `lambda:InvokeFunction` on the function.
 * @returns A function that never throws: `accepted` for a 202, `refused` for a 4xx at the first attempt, `unknown` for
 *   everything else.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const createStartRun =
  (client: LambdaClient, functionName: string): StartRun =>
  async (request) => {
    try {
      const { StatusCode } = await client.send(
        new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(request) }),
      );
      return StatusCode === 202 ? { type: 'accepted' } : { type: 'unknown', reason: `status ${StatusCode ?? 'none'}` };
    } catch (error) {
      return failureOf(error);
    }
  };

function failureOf(error: unknown): StartRunResult {
  const reason = error instanceof Error ? error.name : 'unknown error';
  if (!(error instanceof LambdaServiceException)) return { type: 'unknown', reason };
  const { httpStatusCode = 0, attempts = 1 } = error.$metadata;
  const isRefusal = httpStatusCode >= 400 && httpStatusCode < 500 && attempts === 1;
  return { type: isRefusal ? 'refused' : 'unknown', reason };
}
