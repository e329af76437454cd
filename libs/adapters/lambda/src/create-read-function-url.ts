import { GetFunctionUrlConfigCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type ReadBotUrl } from '@pulso/domain/delivery';

/**
 * Asks AWS under which address a function is called.
 *
 * @param client - Credentials need `lambda:GetFunctionUrlConfig` on the function.
 * @returns A function that gives the address, with a slash at its end; undefined where there is no such function, or where
 *   it has no URL. It throws what the client throws for anything else. Retryable, but for a missing grant.
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
