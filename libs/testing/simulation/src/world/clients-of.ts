import {
  type GetQueryResultsCommandInput,
  type StartQueryCommandInput,
  type StopQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { type SendMessageBatchCommandInput } from '@aws-sdk/client-sqs';
import { type GetParametersCommandInput } from '@aws-sdk/client-ssm';

import { clientOf } from '../aws/client-of';
import { named } from '../aws/errors';
import { throttlingError } from '../aws/throttling';
import { type Environment } from '../lambda/environment';
import { type CallTelegram, type Clients } from '../services/clients';
import { names, pseudonymKey, webhookSecret } from '../services/names';
import { operations } from './operations';
import { invokeDispatcher } from './invoke-dispatcher';
import { watchTelegramCall } from './watch-telegram-call';
import { type World } from './world';

/** Gives a process its clients: each call goes through the process, which may fail it, to the one world. */
export function clientsOf(environment: Environment, world: World): Clients {
  const { kernel, tables, telegram } = world;
  const throttleDraw = kernel.draws.of('throttling');
  const client = <Client>(execute: (operation: string, input: unknown) => unknown): Client =>
    clientOf<Client>(environment, operations, execute, (operation) => throttlingError(operation, throttleDraw));

  const callTelegram: CallTelegram = (method, { token, chatId, messageId, text }) => {
    const { functionName } = environment;
    const onAnswer = watchTelegramCall(world, functionName, chatId, text);
    const answer = environment.call(operations[method], {
      apply: () =>
        method === 'sendMessage'
          ? world.onSend(functionName, chatId, telegram.sendMessage(token, chatId, text))
          : telegram.editMessageText(token, chatId, messageId ?? 0, text),
      throttle: () => telegram.flood(chatId, functionName),
    });
    return answer.then(
      (reply) => {
        onAnswer(reply.body.ok);
        return reply;
      },
      (error) => {
        onAnswer(false);
        throw error;
      },
    );
  };

  return {
    dynamoDb: client((operation, input) => {
      const name = tableNameOf(input);
      const table = [tables.runs, tables.deliveries, tables.users].find((candidate) => candidate.name === name);
      if (!table) throw named('ResourceNotFoundException', `No table ${name}.`);
      const output = table.execute(operation, input, kernel.nowMs);
      if (table === tables.runs && operation !== 'GetItem' && operation !== 'Query') world.onRunsWrite(input);
      return output;
    }),
    sqs: client((_operation, input) => {
      const { QueueUrl, Entries } = input as SendMessageBatchCommandInput;
      return world.queueNamed(QueueUrl ?? '').send(Entries ?? []);
    }),
    logs: client((operation, input) => executeLogs(world, operation, input)),
    ssm: client((_operation, input) => ({
      Parameters: (input as GetParametersCommandInput).Names?.map((Name) => ({ Name, Value: secretOf(Name, world) })),
    })),
    lambda: client((_operation, input) => {
      invokeDispatcher(world, String((input as InvokeCommandInput).Payload));
      return { StatusCode: 202 };
    }),
    telegram: callTelegram,
  };
}

function tableNameOf(input: unknown): string | undefined {
  const { TableName, TransactItems } = input as {
    TableName?: string;
    TransactItems?: { Put?: { TableName?: string }; Update?: { TableName?: string } }[];
  };
  return TableName ?? TransactItems?.[0]?.Put?.TableName ?? TransactItems?.[0]?.Update?.TableName;
}

function executeLogs({ insights, onStartQuery }: World, operation: string, input: unknown): unknown {
  switch (operation) {
    case 'StartQuery': {
      const { queryString = '', startTime = 0, endTime = 0, logGroupNames = [] } = input as StartQueryCommandInput;
      onStartQuery({ queryString, startTimeSeconds: startTime, endTimeSeconds: endTime, logGroupNames });
      return insights.start(queryString);
    }
    case 'GetQueryResults':
      return insights.results((input as GetQueryResultsCommandInput).queryId ?? '');
    default:
      return insights.stop((input as StopQueryCommandInput).queryId ?? '');
  }
}

function secretOf(name: string, { telegram }: World): string {
  switch (name) {
    case names.botTokenParameter:
      return telegram.token;
    case names.webhookSecretsParameter:
      return webhookSecret;
    default:
      return pseudonymKey;
  }
}
