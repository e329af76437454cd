import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { runPartitionKey } from '@pulso/adapters/dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { localQueueUrl } from '@pulso/local/gateway';
import { notSimulated, parseFaultPlan } from '@pulso/world/faults';
import { type Grant } from '@pulso/world/permissions';

import { type LocalCloud } from '../cloud/local-cloud';
import { localStage } from '../cloud/read-definition';
import { findReportSchedule } from '../demo/fire-report';
import { type Scenario, type ScenarioResult, runScenario, said } from './run-scenario';
import { copyStacks } from './testing/copy-stacks';
import './testing/at-root';

/** One day that needs some of what the stacks grant. */
interface GrantScenario {
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
const neededElsewhere: Readonly<Record<string, string>> = {
  KeepUndelivered: 'on AWS the dispatcher may be out of reach for an hour; here it never is',
};

/**
 * Days that together need everything that the stacks grant: what they do not need is a permission too many, or a case
 * that no scenario has.
 */
const grantScenarios: readonly GrantScenario[] = [
  scenario('a day on which every schedule fires', 'complete', { whenFired: fireOtherSchedules }),
  scenario('a day on which the dispatcher dies three times, and queries are throttled', 'complete', {
    faults: faults('kill:dispatcher=1msx3,throttle:logs.StartQueryx2'),
  }),
  scenario('a day on which a deadline comes early, queries start too late, and Telegram is busy', 'partial', {
    // No other message is to be sent: the limit of one is for the report.
    updates: [],
    // Workers give up nine minutes after the plan: the six jobs come a bit before, and are re-enqueued once.
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

// Workers wait in real time for answers: the third day takes a minute and a half.

/** Grants that no scenario needs, with the reason for which a stack has them: `<where> <sid> <action or resource>`. */
const reasonsOfUnused: Readonly<Record<string, string>> = {
  'role pulso-local-notifier SendMails arn:aws:ses:eu-central-1:000000000000:identity/example.com':
    'SES takes the identity of the domain where the address has none; the local one takes every address for verified',
};

/** Roles of services to which no service sends yet: on none of the days they have something to do. */
const idle: ReadonlySet<string> = new Set(notSimulated.map((service) => `role ${resourceName(localStage, service)}`));

const textOf = ({ where, sid, pattern }: Grant): string => `${where} ${sid} ${pattern}`;

const unusedSentence = (grant: string): string =>
  `${grant}: none of these days needs it. Take it out of the stack, add a day to grantScenarios on which it is ` +
  'needed (a report: fire its schedule), or give the reason for it in reasonsOfUnused.';

let result: ScenarioResult | undefined;

afterEach(async () => {
  await result?.cloud.stop();
  result = undefined;
});

describe('the policies of the stacks', () => {
  const used = new Set<string>();
  let granted: string[] = [];
  it.each(grantScenarios)('allow everything that is done on $name', async ({ run, expectedState }) => {
    result = await run();

    const { access, faults } = result.cloud;
    expect(access?.denials()).toEqual([]);
    expect(faults).toEqual([]);
    expect(result.stored?.content.state).toBe(expectedState);
    const uses = (access?.usedGrants() ?? []).map(textOf);
    for (const use of uses) used.add(use);
    const unused = (access?.unusedGrants() ?? []).filter(
      ({ sid, where }) => !Object.hasOwn(neededElsewhere, sid) && !idle.has(where),
    );
    granted = [...uses, ...unused.map(textOf)];
  });

  it('grant nothing that none of these days needs, but for a reason', () => {
    const unused = granted.filter((grant) => !used.has(grant));

    expect(granted.length).toBeGreaterThan(0);
    expect(unused.filter((grant) => !Object.hasOwn(reasonsOfUnused, grant)).map(unusedSentence)).toEqual([]);
    expect(Object.keys(reasonsOfUnused).filter((grant) => !unused.includes(grant))).toEqual([]);
  });
});

/** With every grant needed on one of the days, a stack that lacks one fails that day: these show how. */
describe('a stack that lacks an action', () => {
  const withoutAction = (text: string, sid: string, action: string): string => {
    const policy = JSON.parse(text) as { Statement: { Sid?: string; Action: string | string[] }[] };
    for (const statement of policy.Statement) {
      if (statement.Sid === sid) statement.Action = [statement.Action].flat().filter((other) => other !== action);
    }
    policy.Statement = policy.Statement.filter(({ Action }) => Action.length > 0);
    return JSON.stringify(policy);
  };

  it.each([
    ['SendJobs', 'sqs:SendMessage', /pulso-local-dispatcher is not authorized to perform: sqs:sendmessage/],
    ['ConsumeOwnQueue', 'sqs:ReceiveMessage', /does not have permissions to call ReceiveMessage on SQS/],
  ])('is noticed: %s, %s', async (sid, action, message) => {
    const stacks = copyStacks(({ aws_iam_role_policy: policies = {} }) => {
      for (const body of Object.values(policies) as { policy: string }[]) {
        body.policy = withoutAction(body.policy, sid, action);
      }
    });

    const ended = await grantScenarios[2]?.run(stacks.folder).catch((error: unknown) => String(error));
    stacks.remove();
    if (typeof ended === 'object') result = ended;

    expect(typeof ended === 'object' ? ended.cloud.access?.denials()[0]?.message : ended).toMatch(message);
  });
});
