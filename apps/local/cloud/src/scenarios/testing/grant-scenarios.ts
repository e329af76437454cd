import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { runPartitionKey } from '@pulso/adapters/dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { localQueueUrl } from '@pulso/local/aws';
import { parseFaultPlan } from '@pulso/world/faults';

import { type LocalCloud } from '../../cloud/local-cloud';
import { localStage } from '../../cloud/read-definition';
import { findReportSchedule } from '../../demo/fire-report';
import { type Scenario, type ScenarioResult, runScenario, said } from '../run-scenario';

/** One day that needs some of what the stacks grant. */
export interface GrantScenario {
  readonly name: string;
  /** @param stackFolder - Where the stacks are, default `dist/tf/local`. @returns The cloud still runs: the caller stops it. */
  run(stackFolder?: string): Promise<ScenarioResult>;
  /** What the stored report must be like at the end. */
  readonly expectedState: 'complete' | 'partial';
}

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

/** One of those whom the local stage lets ask for reports. */
const adminId = 424_242;

const updates = [
  said({ updateId: 1, atMs: Date.parse('2026-11-25T09:00:00Z'), fromId: 11, text: 'hello' }),
  said({ updateId: 2, atMs: Date.parse('2026-11-25T10:00:00Z'), fromId: adminId, text: '/report' }),
  said({ updateId: 3, atMs: Date.parse('2026-11-25T11:00:00Z'), fromId: 11, text: '/forget' }),
];

const faults = (spec: string): NonNullable<Scenario['faults']> => ({
  plan: parseFaultPlan(spec, 'local-cloud'),
  seed: 1,
});

const scenario = (
  name: string,
  expectedState: GrantScenario['expectedState'],
  day: Partial<Scenario>,
): GrantScenario => ({
  name,
  expectedState,
  run: (stackFolder) => runScenario({ updates, reportAtMs, ...day, stackFolder }),
});

/** Weekly reports, alerts and the check of the webhook have schedules of their own, with a role each. The sweep runs. */
async function fireOtherSchedules(cloud: LocalCloud): Promise<void> {
  const fired = findReportSchedule(cloud.definition, reportAtMs).name;
  const others = cloud.definition.schedules.filter(
    ({ name, expression }) => name !== fired && !expression.startsWith('rate('),
  );
  for (const { name } of others) await cloud.fireSchedule(name, reportAtMs);
}

/** Statements for what does not happen here, by their ids, with the reason for which the stacks have them. */
export const neededElsewhere: Readonly<Record<string, string>> = {
  KeepUndelivered: 'on AWS the dispatcher may be out of reach for an hour; here it never is',
};

/**
 * Days that together need everything that the stacks grant: what they do not need is a permission too many, or a case
 * that no scenario has.
 */
export const grantScenarios: readonly GrantScenario[] = [
  scenario('a day on which every schedule fires', 'complete', { whenFired: fireOtherSchedules }),
  scenario('a day on which the dispatcher dies three times, and queries are throttled', 'complete', {
    faults: faults('kill:dispatcher=1msx3,throttle:logs.StartQueryx2'),
  }),
  scenario('a day on which a deadline comes early, queries start too late, and Telegram is busy', 'partial', {
    // No other message is to be sent: the limit of one is for the report.
    updates: [],
    // Workers give up nine minutes after the plan: the six jobs come a bit before, and are handed on once.
    faults: faults('delay:query-jobs=460sx6,throttle:telegram.sendMessage=120sx1'),
    prepare: (cloud) => cloud.holdQueries(() => true),
    whenFired: sendDeadlineEarly,
  }),
];

/** Sends the deadline of a run before it is due, as when two clocks differ. */
async function sendDeadlineEarly({ settings }: LocalCloud, runId: string): Promise<void> {
  const [dynamoDb, sqs] = [new DynamoDBClient(settings), new SQSClient(settings)];
  const { Items: items = [] } = await dynamoDb.send(
    new QueryCommand({
      TableName: resourceName(localStage, 'runs'),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: runPartitionKey(runId) } },
    }),
  );
  const plan: unknown = JSON.parse(items.flatMap((item) => item['plan']?.S ?? [])[0] ?? '');
  const QueueUrl = localQueueUrl(settings.endpoint, resourceName(localStage, runEventsDelivery.queueName));
  const deadline = { schemaVersion: 1, type: 'run-deadline', runId, plan };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(deadline) }));
  for (const client of [dynamoDb, sqs]) client.destroy();
}
