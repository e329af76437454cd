import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  createRunStore,
  createScheduleWatch,
  type StoredUser,
  toPeopleItem,
  toUserItem,
} from '@pulso/adapters/dynamodb';
import { createSendMessages } from '@pulso/adapters/sqs';
import { logGroupName, parameterName, resourceName, secretParameters } from '@pulso/contracts/envelope';
import { dayMs } from '@pulso/kit/time';
import { SeededRandom } from '@pulso/world/time';
import { type FunctionDefinition } from '@pulso/world/stacks';

import { type BundledPast } from '../bundled-day/create-bundled-past';
import { type LocalCloud } from '../cloud/local-cloud';
import { LocalCloudError } from '../errors';
import { recordUse } from './record-use';
import { runReport, createRunQueryAtOnce } from './run-report';

/** BatchWriteItem takes no more. */
const maxBatchSize = 25;

/** Of a run until its report is ready, ms. */
const runDurationMs = 4_000;

/**
 * Lays earlier days into a local cloud: the bot's usage records and the people whom it has met.
 *
 * @throws {LocalCloudError} The stacks lack what it takes. Not retryable.
 */
export async function layUse(past: BundledPast, cloud: LocalCloud): Promise<void> {
  const { stage, settings, definition, logStore } = cloud;
  const { BOT_ID: id, BOT_USERNAME: username } = environmentOf(definition.functions, 'bot', stage);
  const { events, users } = await recordUse({
    ...past,
    pseudonymKey: await readPseudonymKey(cloud),
    bot: { id: Number(id), username: username ?? '' },
    random: new SeededRandom(1),
  });
  logStore.append(logGroupName(stage, 'bot'), 'earlier-days', events);
  const dynamoDb = new DynamoDBClient(settings);
  await writeUsers(dynamoDb, resourceName(stage, 'users'), users);
  dynamoDb.destroy();
}

/** One report of one of the earlier days. */
export interface PastReport {
  readonly reportId: string;
  /** When its schedule fired, epoch ms. */
  readonly scheduledAtMs: number;
}

/**
 * Lays the reports of earlier days into a local cloud, one after the other: their runs and history, and in the queue of the
 * notifier those that are younger than a day, which the sweep would repeat otherwise.
 *
 * @throws {LocalCloudError} A report did not come to its end. Not retryable.
 */
export async function layReports(reports: readonly PastReport[], cloud: LocalCloud): Promise<void> {
  const { stage, settings, definition, logStore } = cloud;
  const dispatcher = environmentOf(definition.functions, 'dispatcher', stage);
  const aggregator = environmentOf(definition.functions, 'aggregator', stage);
  const dynamoDb = new DynamoDBClient(settings);
  const sqs = new SQSClient(settings);
  const sendReportUpdates = createSendMessages(sqs, aggregator['REPORT_UPDATES_QUEUE_URL'] ?? '');
  let nowMs = 0;
  let isRecent = false;
  const clock = { nowMs: () => nowMs, sleep: async () => undefined };
  const runs = resourceName(stage, 'runs');
  const deps = {
    settings: {
      botLogGroupName: dispatcher['BOT_LOG_GROUP_NAME'] ?? '',
      destinations: JSON.parse(dispatcher['REPORT_DESTINATIONS'] ?? '{}'),
    },
    runQuery: createRunQueryAtOnce(logStore, definition.accountId, clock.nowMs),
    store: createRunStore(dynamoDb, runs, clock),
    watch: createScheduleWatch(dynamoDb, runs, clock),
    publishReportUpdate: async (update: object) => {
      if (isRecent) await sendReportUpdates([{ body: update }]);
    },
    clock,
  };
  for (const { reportId, scheduledAtMs } of reports) {
    isRecent = scheduledAtMs > cloud.clock.nowMs() - dayMs;
    nowMs = scheduledAtMs + runDurationMs;
    await runReport(reportId, scheduledAtMs, deps);
  }
  dynamoDb.destroy();
  sqs.destroy();
}

async function writeUsers(
  client: DynamoDBClient,
  tableName: string,
  users: ReadonlyMap<string, StoredUser>,
): Promise<void> {
  const people = [...users].map(([pseudonym, seen]) => toUserItem(pseudonym, { ...seen, isCounted: 1 }));
  const items = [...people, toPeopleItem(users.size)];
  for (let start = 0; start < items.length; start += maxBatchSize) {
    const requests = items.slice(start, start + maxBatchSize).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }));
  }
}

async function readPseudonymKey({ stage, settings }: LocalCloud): Promise<string> {
  const client = new SSMClient(settings);
  const Name = parameterName(stage, secretParameters.pseudonymKey);
  const { Parameter } = await client.send(new GetParameterCommand({ Name, WithDecryption: true }));
  client.destroy();
  return Parameter?.Value ?? '';
}

function environmentOf(
  functions: readonly FunctionDefinition[],
  service: string,
  stage: string,
): FunctionDefinition['environment'] {
  const found = functions.find(({ name }) => name === resourceName(stage, service));
  if (found) return found.environment;
  throw new LocalCloudError(`No stack declares the ${service}.`);
}
