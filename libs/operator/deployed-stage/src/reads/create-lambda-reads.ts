import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { defined } from '@pulso/kit/telegram';

import { type DoctorPorts } from '../examination/ports';
import { type ClientSettings, callFor, findFor } from './call-aws';

type LambdaReads = Pick<
  DoctorPorts,
  'readConcurrency' | 'readFunction' | 'readReservedConcurrency' | 'readFunctionUrl' | 'readMappings'
>;

export function createLambdaReads(settings: ClientSettings): LambdaReads {
  const client = new LambdaClient(settings);
  return {
    readConcurrency: () =>
      callFor('readConcurrency', async () => {
        const { AccountLimit = {} } = await client.send(new GetAccountSettingsCommand({}));
        const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = limit } = AccountLimit;
        return { limit, unreserved };
      }),
    readFunction: (name) =>
      findFor('readFunction', async () => {
        const answer = await client.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
        return {
          state: answer.State ?? 'unknown',
          ...defined({ stateReason: answer.StateReason }),
          lastUpdateStatus: answer.LastUpdateStatus ?? 'unknown',
          ...defined({ lastUpdateReason: answer.LastUpdateStatusReason }),
          runtime: answer.Runtime ?? 'unknown',
          environment: answer.Environment?.Variables ?? {},
        };
      }),
    readReservedConcurrency: (functionName) =>
      findFor('readReservedConcurrency', async () => {
        const answer = await client.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName }));
        return answer.ReservedConcurrentExecutions;
      }),
    readFunctionUrl: (functionName) =>
      findFor('readFunctionUrl', async () => {
        const { FunctionUrl } = await client.send(new GetFunctionUrlConfigCommand({ FunctionName: functionName }));
        return FunctionUrl;
      }),
    readMappings: async (functionName) => {
      // Not found: the function itself is not there.
      const answer = await findFor('readMappings', () =>
        client.send(new ListEventSourceMappingsCommand({ FunctionName: functionName })),
      );
      return (answer?.EventSourceMappings ?? []).map((mapping) => ({
        id: mapping.UUID ?? '',
        queueName: mapping.EventSourceArn?.split(':').at(-1) ?? '',
        state: mapping.State ?? 'unknown',
        ...defined({ lastResult: mapping.LastProcessingResult }),
      }));
    },
  };
}
