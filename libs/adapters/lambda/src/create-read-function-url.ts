import { GetFunctionUrlConfigCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type ReadBotUrl } from '@pulso/domain/delivery';

/**
 * Asks AWS for the address of a function.
 *
 * @param client - Credentials need `lambda:GetFunctionUrlConfig` on the function.
 * @returns A function that gives the address, with a slash at its end, or undefined if the function or its URL does not
 *   exist. It throws other errors of the client: retryable, except a missing grant.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html
 */
export const createReadFunctionUrl =
  (client: LambdaClient, functionName: string): ReadBotUrl =>
  async () => {
    try {
      const { FunctionUrl } = await client.send(new GetFunctionUrlConfigCommand({ FunctionName: functionName }));
      return FunctionUrl;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  };
