import {
  type GetQueryResultsCommandInput,
  type StartQueryCommandInput,
  type StopQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { type GetParametersCommandOutput } from '@aws-sdk/client-ssm';
import { resourceNotFound } from '@pulso/world/dynamodb';
import { throttlingError } from '@pulso/world/faults';
import { queueDoesNotExist } from '@pulso/world/sqs';
import { CallParameters, type JsonObject } from '@pulso/world/telegram';

import { clientOf, type Execute } from '../aws/client-of';
import { placeholderText } from '../invariants/check-endings';
import { wrongCounterOf } from '../invariants/stored-run';
import { type Environment, type Operation } from '../lambda/environment';
import { type CallTelegram, type Clients } from '../services/clients';
import { names } from '../services/names';
import { type ExpectedDestination } from './expected-run';
import { invokeDispatcher } from './invoke-dispatcher';
import { onceOperations, operations } from './operations';
import { type World } from './world';

/** Gives a process its clients: each call goes through the process, which may fail it, to the one world. */
export function clientsOf(environment: Environment, world: World): Clients {
  const { kernel, tables, telegram, posts, parameters, features } = world;
  const { functionName } = environment;
  const isStruck = (kind: 'absent' | 'wrong-value', target: string): boolean => {
    const isSo = world.mix.isStruck(kind, target);
    if (isSo) world.countFault(kind, functionName, target);
    return isSo;
  };
  const throttleDraw = kernel.draws.of('throttling');
  const client = <Client>(execute: Execute, modelled: Readonly<Record<string, Operation>> = operations): Client =>
    clientOf<Client>(environment, modelled, execute, throttleDraw);
  const executeSqs: Execute = (operation, input) => {
    const members = input as Readonly<Record<string, unknown>>;
    const name = String(members['QueueUrl']);
    if (isStruck('absent', `queue.${name}`)) throw queueDoesNotExist();
    const output = world.queueNamed(name).perform(operation, members);
    if (functionName === 'dispatcher' && (output['Failed'] as unknown[] | undefined)?.length)
      world.refusedBatchCount += 1;
    return output;
  };

  const callTelegram: CallTelegram = async (method, { token, parameters: given, pictures = [] }) => {
    const parameters = CallParameters.of(given, new Map(pictures.map((field) => [field, picture])));
    const text = textOf(given);
    const destination = functionName === 'notifier' && destinationOf(world, parameters.text('chat_id'), text);
    if (destination) destination.troubleCount += 1;
    const answer = await environment.call(operations[method], {
      apply: () => {
        const applied = telegram.call(token, method, parameters);
        if (applied.ok && method === 'sendMessage' && functionName === 'bot') countBotMessage(world, text);
        return applied;
      },
      throttle: () => telegram.throttle(method, parameters, functionName),
      reject: () => telegram.reject(method, parameters),
    });
    if (destination && answer.ok) destination.troubleCount -= 1;
    return answer;
  };

  return {
    dynamoDb: client((operation, input) => {
      const name = tableNameOf(input);
      const table = [tables.runs, tables.deliveries, tables.users].find((candidate) => candidate.name === name);
      if (!table || isStruck('absent', `table.${name}`)) throw resourceNotFound(String(name));
      const output = tables.perform(operation, input as object);
      if (table === tables.runs && operation !== 'GetItem' && operation !== 'Query') onRunsWrite(world, input);
      return output;
    }),
    sqs: client(executeSqs),
    sqsOnce: client(executeSqs, onceOperations),
    logs: client((operation, input) => executeLogs(world, operation, input)),
    ssm: client((operation, input) => {
      const { Parameters = [] } = parameters.perform(operation, { ...(input as object) }) as GetParametersCommandOutput;
      const shown = Parameters.flatMap(({ Name = '', ...found }) => {
        const isWebhook = Name.startsWith(names.webhookParameterPrefix) && Name !== names.webhookSecretsParameter;
        const target = `parameter.${isWebhook ? 'webhook' : Name.slice(1)}`;
        if (isStruck('absent', target)) return [];
        return { ...found, Name, ...(isStruck('wrong-value', target) && { Value: 'taint-wrong-value' }) };
      });
      return { Parameters: shown };
    }),
    lambda: client((_operation, input) => {
      invokeDispatcher(world, String((input as InvokeCommandInput).Payload));
      return { StatusCode: 202 };
    }),
    telegram: callTelegram,
    sendMail: (mail) =>
      environment.call(operations.SendEmail, {
        apply: () => posts.sendMail(mail),
        throttle: () => {
          throw throttlingError(operations.SendEmail.target, throttleDraw.next());
        },
        reject: () => posts.rejectMail(),
      }),
    callWebhook: async (request) => {
      try {
        return await environment.call(operations.webhook, {
          apply: () => posts.call(request),
          throttle: () => posts.refuseCall(),
          reject: () => posts.rejectCall(),
        });
      } catch (error) {
        // Some faults let a proxy answer.
        if (kernel.draws.of('gateway').chance(0.5)) return posts.brokenAnswer();
        throw error;
      }
    },
    renderPng: async () => {
      if (kernel.draws.of('drawing').chance(features.chartFailure)) throw new TypeError('No picture.');
      return png;
    },
  };
}

/** The head of a PNG of 400 x 300. */
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000001900000012c', 'hex');
const picture = { fileName: 'chart.png', contentType: 'image/png', bytes: png };

/** The text of a message or a picture, with its markup. */
function textOf({ text, caption, media }: JsonObject): string {
  const shown = text ?? caption;
  if (shown !== undefined) return String(shown);
  return media === undefined ? '' : String(JSON.parse(String(media)).caption);
}

/** Counts what the bot posts: where the report goes, and elsewhere. */
function countBotMessage(world: World, text: string): void {
  if (text.includes(placeholderText)) world.placeholderCount += 1;
  else world.pointerCount += 1;
}

function onRunsWrite(world: World, input: unknown): void {
  const wrong = wrongCounterOf(world.tables.runs, input);
  if (wrong !== undefined) world.ledger.violate('wrong-counter', wrong);
  world.history.onWrite(input);
  world.news.onWrite(input);
  world.sweeps.onWrite();
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
      return insights.start(queryString, (endTime + 1) * 1000);
    }
    case 'GetQueryResults':
      return insights.results((input as GetQueryResultsCommandInput).queryId ?? '');
    default:
      return insights.stop((input as StopQueryCommandInput).queryId ?? '');
  }
}

/** @returns The destination of a notifier's call, which must respect Telegram's retry time. */
function destinationOf(
  { ledger, mix, telegram }: World,
  chatId: string,
  text: string,
): ExpectedDestination | undefined {
  if (!ledger.isKnown(chatId)) return undefined;
  // A pause is stored as a time by one clock and read by another.
  const clocksAgree = mix.plannedChanceOf('clock-skew', 'notifier') === 0;
  if (clocksAgree && telegram.isKnownToBePaused(chatId, 'notifier')) {
    ledger.violate('impatient', `The notifier calls ${chatId} before the time that Telegram has named`);
  }
  return ledger.destinationOf(chatId, text)?.destination;
}
