import { randomUUID } from 'node:crypto';

import {
  type LogEventInput,
  type LogStore,
  type StartedQuery,
  createDynamoDbService,
  createLogsService,
  createSqsService,
  createSsmService,
  startGateway,
} from '@pulso/local-aws';
import { type LocalClock } from '@pulso/local-clock';
import {
  createAsynchronousInvoker,
  createFunctionRuntime,
  createLambdaService,
  createScheduler,
  deliverToTarget,
  fillContextAttributes,
  startEventSourceMappings,
  startFunctionUrls,
} from '@pulso/local-lambda';
import { type BotApiServer, startBotApiServer } from '@pulso/local-telegram';
import { type CloudDefinition, type ScheduleDefinition } from '@pulso/local-terraform';

import { type ClientSettings, administrator, createLocalKeys } from './administrator';
import { LocalCloudError } from './errors';
import { functionVariables } from './function-variables';
import { configuredChats, joinChats } from './known-chats';
import { type LocalSecrets } from './prepare-bot';
import { findStacks, readBotUser, readDefinition } from './read-definition';

export interface StartServicesOptions {
  readonly clock: LocalClock;
  readonly createSecrets: (botId: number) => LocalSecrets;
  readonly schedules: 'all' | 'sweep-only';
  readonly onLog?: (logGroupName: string, event: LogEventInput) => void;
  /** A defect of the local cloud itself. */
  readonly onFault: (error: unknown) => void;
}

export interface StartedServices {
  readonly definition: CloudDefinition;
  readonly settings: ClientSettings;
  readonly secrets: LocalSecrets;
  readonly botApi: BotApiServer;
  readonly webhookUrl: string;
  readonly logs: LogStore;
  readonly reportChatIds: readonly number[];
  failQueries(which: (query: StartedQuery) => boolean): void;
  fireSchedule(name: string, scheduledMs: number): Promise<void>;
}

/** How long a query waits and how long it runs: about what a small log group takes on AWS. */
const queryLatency = { scheduledMs: 200, runningMs: 900 };

/**
 * Starts the emulated services and gives them what the stacks declare.
 *
 * @param onStop - Told how to stop each part, in the order in which they were started.
 */
export async function startServices(
  { clock, createSecrets, schedules, onLog, onFault }: StartServicesOptions,
  onStop: (stop: () => Promise<void> | void) => void,
): Promise<StartedServices> {
  const stackFiles = findStacks();
  const bot = readBotUser(stackFiles);
  const secrets = createSecrets(bot.id);
  const keys = createLocalKeys();

  const botApi = await startBotApiServer({ token: secrets.botToken, clock, random: Math.random, bot });
  onStop(() => botApi.close());
  const gateway = await startGateway({
    services: [],
    principals: keys.principals,
    clock,
    onFault: (error) => onFault(error),
  });
  onStop(() => gateway.close());

  const definition = readDefinition(stackFiles, { gatewayUrl: gateway.url, botApiUrl: botApi.url });
  const { region, accountId } = definition;

  const sqs = createSqsService({ clock, region });
  onStop(() => sqs.close());
  await sqs.createQueues(definition.queues);
  const dynamoDb = createDynamoDbService({ clock, region });
  onStop(() => dynamoDb.close());
  await dynamoDb.createTables(definition.tables);
  const ssm = createSsmService({ clock, region });
  ssm.createParameters(definition.parameters);
  let fails: (query: StartedQuery) => boolean = () => false;
  const logs = createLogsService({
    clock,
    endOf: (query) => (fails(query) ? 'Failed' : 'Complete'),
    accountId,
    region,
    random: Math.random,
    latency: queryLatency,
    onAppend: (logGroupName, _stream, events) => events.forEach((event) => onLog?.(logGroupName, event)),
  });
  onStop(() => logs.close());
  for (const { name, retentionDays } of definition.logGroups) logs.store.createLogGroup(name, retentionDays);

  const runtime = createFunctionRuntime({
    functions: definition.functions,
    clock,
    environmentFor: (functionName) => functionVariables(gateway.url, keys.of(functionName)),
    appendLogs: (logGroupName, streamName, events) => logs.store.append(logGroupName, streamName, events),
  });
  onStop(() => runtime.stop());
  const send = (queueName: string, body: string): Promise<unknown> => sqs.send(queueName, { body });
  const invoker = createAsynchronousInvoker({ runtime, clock, send, onFault });
  onStop(() => invoker.stop());
  for (const service of [sqs, dynamoDb, ssm, logs, createLambdaService(runtime, invoker)]) gateway.register(service);

  const mappings = startEventSourceMappings({
    mappings: definition.eventSourceMappings,
    queues: definition.queues,
    runtime,
    queueAccess: sqs,
    clock,
    onFault,
  });
  // Together: a mapping waits for its batches, and those of killed functions end at once and delete nothing.
  onStop(async () => void (await Promise.all([runtime.stop(), mappings.stop()])));
  const urls = await startFunctionUrls({ runtime, clock, onFault });
  onStop(() => urls.stop());
  const deliver = (targetArn: string, input: string): Promise<void> =>
    deliverToTarget(targetArn, input, { asynchronousInvoker: invoker, send });
  const scheduler = createScheduler({
    schedules: schedules === 'all' ? definition.schedules : definition.schedules.filter(isRate),
    clock,
    deliver,
    onFault,
  });
  onStop(() => scheduler.stop());

  return {
    definition,
    settings: { endpoint: gateway.url, region, credentials: keys.of(administrator) },
    secrets,
    botApi,
    webhookUrl: webhookUrlOf(urls.urls),
    logs: logs.store,
    failQueries: (which) => {
      fails = which;
    },
    reportChatIds: joinChats(botApi, configuredChats(definition.functions)),
    fireSchedule: async (name, scheduledAtMs) => {
      const schedule = definition.schedules.find((candidate) => candidate.name === name);
      if (!schedule) throw new LocalCloudError(`No stack declares a schedule "${name}".`);
      const run = { scheduleArn: schedule.arn, scheduledAtMs, executionId: randomUUID(), attemptNumber: 1 };
      await deliver(schedule.targetArn, fillContextAttributes(schedule.input, run));
    },
  };
}

/** The sweep counts minutes; reports have a time of day. */
const isRate = ({ expression }: ScheduleDefinition): boolean => expression.startsWith('rate(');

function webhookUrlOf(urls: ReadonlyMap<string, string>): string {
  const [url, ...others] = urls.values();
  if (url !== undefined && others.length === 0) return url;
  throw new LocalCloudError(`Expected one function with a public URL, the bot; the stacks declare ${urls.size}.`);
}
