import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PurgeQueueCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { runPartitionKey, toItem } from '@pulso/adapters/dynamodb';
import {
  type Service,
  alarmedEvents,
  consumers,
  logGroupName,
  queueNames,
  resourceName,
  services,
} from '@pulso/contracts/envelope';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type RunRequest } from '@pulso/contracts/run-requests';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';
import { localQueueUrl } from '@pulso/local/gateway';
import { parseFaultPlan } from '@pulso/world/faults';

import { type LocalCloud } from '../cloud/local-cloud';
import { localStage } from '../cloud/read-definition';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { said } from './run-scenario';
import { type StackCopy, copyStacks } from './testing/copy-stacks';
import './testing/at-root';

const noonMs = Date.parse('2026-11-25T12:00:00Z');
const mondayNoonMs = Date.parse('2026-11-30T12:00:00Z');

/**
 * How each alarm is made to ring, by its name without the stage: in a day on which things go wrong, under stacks from
 * which resources are missing, or with functions that have no room to run.
 *
 * `line` and `value` are what no fault of the local cloud brings about: standard output that takes no line, a library that
 * can't draw, an invocation of half a minute, which would take half a minute here. There the log line is written, or the
 * metric's value is put, as the service would; that services write these lines at ERROR is checked in
 * `alarmed-events.e2e.spec.ts`.
 */
const alarms = {
  ...Object.fromEntries(consumers.map(({ service }) => [`${service}-errors`, 'faults: a process dies'])),
  ...Object.fromEntries(queueNames.map((queue) => [`${queue}-dlq`, 'faults: an unreadable message'])),
  'bot-errors': 'faults: a process dies',
  'bot-webhook-call-failed': 'faults: calls of the table of users are cut',
  'bot-url-5xx': 'faults: calls of the table of users are cut',
  'bot-url-4xx': 'faults: 35 calls with a wrong secret',
  'bot-webhook-unauthorized': 'faults: calls with a wrong secret for a quarter of an hour',
  'bot-update-given-up': 'faults: handlers died at ten attempts',
  'bot-run-start-unknown': 'faults: connections to the dispatcher are cut',
  'bot-reply-unknown': 'faults: Telegram answers five replies with 502',
  'bot-usage-not-recorded': 'line',
  'dispatcher-errors': 'faults: an unreadable request',
  'dispatcher-requests-dropped': 'faults: an unreadable request',
  'notifier-run-not-started': 'faults: an unreadable request',
  'report-updates-dlq': 'faults: an unreadable request',
  'report-schedules-dlq': 'faults: an unreadable message',
  'aggregator-run-without-plan': 'faults: an answer for an unknown run',
  'aggregator-sweep-failed': 'faults: an item of a run is damaged',
  'aggregator-report-without-answers': 'faults: every query fails',
  'aggregator-scheduled-run-missing': 'faults: the very first schedule does not fire',
  'notifier-bot-unreachable': 'silence: silence.e2e.spec.ts, as all that is noticed by what does not happen',
  'notifier-report-text-rejected': 'faults: Telegram does not take the markup',
  'notifier-delivery-ended': 'faults: the bot is not in the channel',
  'notifier-chart-not-drawn': 'line',
  'notifier-delivery-delayed': 'line',
  'notifier-delivery-unanswered': 'line',
  'aggregator-no-requests': 'silence: silence.e2e.spec.ts',
  'aggregator-sweep-missing': 'stacks: the schedule may not reach its queue',
  'schedule-errors': 'stacks: the schedule may not reach its queue',
  'report-daily-usage-missing': 'stacks: no schedule fires',
  ...Object.fromEntries(queueNames.map((queue) => [`${queue}-age`, 'stacks: the queue has no consumer'])),
  ...Object.fromEntries(services.map((service) => [`${service}-throttles`, 'no room: no function may run'])),
  ...Object.fromEntries(services.map((service) => [`${service}-duration`, 'value'])),
};

const provokedBy = (...kinds: readonly string[]): string[] =>
  Object.entries(alarms)
    .filter(([, how]) => kinds.some((kind) => how.startsWith(kind)))
    .map(([name]) => name)
    .sort();

/** Those that began to ring, without the stage. */
const rungIn = ({ alarmChanges }: LocalCloud): string[] => {
  const prefix = resourceName(localStage, '');
  const names = alarmChanges.filter(({ state }) => state === 'ALARM').map(({ name }) => name.slice(prefix.length));
  return [...new Set(names)].sort();
};

/** Those that rang and are over, without the stage. */
const overIn = (cloud: LocalCloud): string[] => {
  const ringing = new Set(cloud.alarms().flatMap(({ alarm, state }) => (state === 'ALARM' ? [alarm.name] : [])));
  return rungIn(cloud).filter((name) => !ringing.has(resourceName(localStage, name)));
};

const say = (updateId: number, fromId: number, text: string) => said({ updateId, atMs: noonMs, fromId, text }).update;

const adminId = 424_242;
const channelId = '-1001234567890';

const answerFor = (runId: string): object => ({
  schemaVersion: 1,
  type: 'query-finished',
  runId,
  queryId: 'new-users',
  outcome: { status: 'failed', reason: { code: 'gave-up', message: 'The query had no answer.' } },
  finishedAtMs: noonMs,
});

const updateFor = (runId: string): ReportUpdate => ({
  schemaVersion: 1,
  type: 'report-update',
  runId,
  revision: 3,
  content: {
    reportId: 'daily-usage',
    title: { en: 'Daily usage' },
    state: 'complete',
    windowStartMs: noonMs - dayMs,
    windowEndMs: noonMs,
    values: [{ queryId: 'requests', title: { en: 'Requests' }, value: 3 }],
    missing: [],
    trigger: 'schedule',
  },
  destinations: [{ type: 'telegram', chatId: channelId, showsProgress: false }],
});

const requestOf = (scheduledTime: string, reportId = 'daily-usage'): RunRequest => ({
  schemaVersion: 1,
  reportId,
  trigger: { type: 'schedule', scheduledTime },
});

const copyStacksWithout = (isRemoved: (type: string, id: string) => boolean): StackCopy =>
  copyStacks((resources) => {
    for (const [type, ofType] of Object.entries(resources)) {
      for (const id of Object.keys(ofType)) if (isRemoved(type, id)) delete ofType[id];
    }
  });

/** What an operator, or an accident, can do to a deployed stage. Names are without the stage's prefix. */
function createOperatorHands({ settings, clock, webhookUrl, logStore }: LocalCloud) {
  const [sqs, lambda, dynamoDb] = [new SQSClient(settings), new LambdaClient(settings), new DynamoDBClient(settings)];
  const named = (name: string): string => resourceName(localStage, name);
  const queueUrl = (name: string): string => localQueueUrl(settings.endpoint, named(name));
  return {
    send: (queueName: string, body: unknown) =>
      sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(queueName), MessageBody: JSON.stringify(body) })),
    purge: (queueName: string) => sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrl(queueName) })),
    /** As an event. */
    invoke: (service: Service, event: unknown) => {
      const Payload = JSON.stringify(event);
      return lambda.send(new InvokeCommand({ FunctionName: named(service), InvocationType: 'Event', Payload }));
    },
    /** Calls the bot's address with a wrong secret. */
    knock: () => fetch(webhookUrl, { method: 'POST', body: '{}' }),
    /** Leaves the claim of a handler that died at its tenth attempt at an update. */
    leaveClaim: (updateId: number) => {
      const counts = { attempt: 10, sentCount: 0, firstClaimedAtMs: clock.nowMs() };
      const claim = { token: 'of the dead', state: 'in-progress', ...counts, leaseUntilMs: 0 };
      const expiresAtSeconds = Math.floor(clock.nowMs() / 1_000) + 86_400;
      const Item = toItem({ pk: `update#${updateId}`, ...claim, expiresAtSeconds });
      return dynamoDb.send(new PutItemCommand({ TableName: named('users'), Item }));
    },
    /** A text is no time: that damages the run. */
    setFirstSeen: (runId: string, time: number | string) =>
      dynamoDb.send(
        new UpdateItemCommand({
          TableName: named('runs'),
          Key: toItem({ pk: runPartitionKey(runId), sk: 'run' }),
          UpdateExpression: 'SET firstSeenAtMs = :time',
          ExpressionAttributeValues: toItem({ ':time': time }),
        }),
      ),
    /** Writes a line in the name of a service. */
    write: (service: Service, line: Readonly<Record<string, unknown>>) => {
      const message = JSON.stringify({ level: 'ERROR', service, ...line });
      logStore.append(logGroupName(localStage, service), 'by-hand', [{ timestamp: clock.nowMs(), message }]);
    },
    release: () => [sqs, lambda, dynamoDb].forEach((client) => client.destroy()),
  };
}

type OperatorHands = ReturnType<typeof createOperatorHands>;

/** Queues that get an unreadable message; that of the updates has one of an unreadable request. */
const spoilt = queueNames.filter((queue) => queue !== 'report-updates');

/** What people, Telegram and operators do on a bad day, and what they then wait for. */
async function letThingsGoWrong(cloud: LocalCloud, hands: OperatorHands): Promise<void> {
  const { botApi, clock } = cloud;
  const passMinutes = (count: number): Promise<void> => clock.runUntil(clock.nowMs() + count * minuteMs);
  botApi.pushUpdate(say(1, 11, '/help'));
  await passMinutes(15);

  await hands.leaveClaim(2);
  botApi.pushUpdate(say(2, 12, '/help'));
  botApi.pushUpdate(say(3, adminId, '/report'));
  for (let count = 0; count < 35; count += 1) await hands.knock();
  await hands.invoke('dispatcher', {});
  for (const queue of [...spoilt, 'report-schedules-dlq']) await hands.send(queue, { no: 'message' });
  await hands.send('run-events', answerFor('daily-usage/manual/unknown'));
  await hands.send('run-events', answerFor('daily-usage/manual/damaged'));
  for (let count = 0; count < 5; count += 1) {
    botApi.failNext('sendMessage', { error_code: 502, description: 'Bad Gateway' });
    botApi.pushUpdate(say(10 + count, 21 + count, '/help'));
    await clock.settle();
  }
  await hands.setFirstSeen('daily-usage/manual/damaged', 'noon');
  hands.write('bot', { event: alarmedEvents.usageNotRecorded });
  hands.write('notifier', { event: alarmedEvents.chartNotDrawn });
  hands.write('notifier', { event: alarmedEvents.deliveryDelayed });
  hands.write('notifier', { event: alarmedEvents.deliveryUnanswered });
  for (const service of services) {
    const dimensions = { FunctionName: resourceName(localStage, service) };
    const metric = { namespace: 'AWS/Lambda', name: 'Duration', dimensions };
    cloud.putMetric({ metric, value: 29_900, atMs: clock.nowMs() });
  }
  for (let count = 0; count < 6; count += 1) {
    for (let knockCount = 0; knockCount < 2; knockCount += 1) await hands.knock();
    await passMinutes(5);
  }

  // By an operator: the schedule itself was removed, and the run of half an hour ago is missing.
  cloud.failQueries(() => true);
  const trigger = { type: 'manual', requestId: 'by-hand', requestedAtMs: clock.nowMs() };
  await hands.invoke('dispatcher', { schemaVersion: 1, reportId: 'daily-usage', trigger });
  await passMinutes(5);
  botApi.failNext('sendMessage', { error_code: 400, description: "Bad Request: can't parse entities" });
  await hands.send('report-updates', updateFor('daily-usage/manual/markup'));
  await passMinutes(1);
  botApi.chats.set({ id: Number(channelId), state: 'kicked' });
  await hands.send('report-updates', updateFor('daily-usage/manual/kicked'));
  await passMinutes(15);
}

/** What operators then do; what they can't is over by itself. */
async function mendThings(cloud: LocalCloud, hands: OperatorHands): Promise<void> {
  const { botApi, clock } = cloud;
  cloud.failQueries(() => false);
  botApi.chats.set({ id: Number(channelId), state: 'member' });
  await hands.setFirstSeen('daily-usage/manual/damaged', noonMs + 15 * minuteMs);
  for (const [reportId, atMinute] of [
    ['daily-usage', 30],
    ['failures', 45],
    ['hourly-watch', 10],
    ['hourly-watch', 70],
  ] as const) {
    await hands.invoke('dispatcher', requestOf(new Date(noonMs + atMinute * minuteMs).toISOString(), reportId));
  }
  // Runs without a plan ring again at growing intervals; the next time is a few minutes later.
  await clock.runUntil(noonMs + 120 * minuteMs);
}

describe('every alarm of the stacks', () => {
  let cloud: LocalCloud;
  let hands: OperatorHands;

  afterEach(async () => {
    hands.release();
    await cloud.stop();
  });

  const start = async (options: Partial<Parameters<typeof startLocalCloud>[0]>): Promise<void> => {
    cloud = await startLocalCloud({ startMs: noonMs - minuteMs, schedules: 'sweep-only', ...options });
    hands = createOperatorHands(cloud);
  };

  it('rings on a day on which that goes wrong which it is for, and no other does', async () => {
    const deaths = services.filter((name) => name !== 'dispatcher').map((name) => `kill:${name}=1msx1`);
    const spec = [...deaths, 'refuse:dynamodb.PutItemx40', 'refuse:lambda.Invoke'].join();
    const stacks = copyStacksWithout((type, id) => type === 'aws_scheduler_schedule' && id.startsWith('report-'));
    const faults = { plan: parseFaultPlan(spec, 'local-cloud'), seed: 1 };
    await start({ schedules: 'all', stackFolder: stacks.folder, faults });

    await letThingsGoWrong(cloud, hands);
    stacks.remove();

    expect(rungIn(cloud)).toEqual(provokedBy('faults', 'line', 'value'));
    expect(cloud.faults).toEqual([]);

    await mendThings(cloud, hands);

    expect(overIn(cloud)).toEqual(rungIn(cloud));
  });

  it('rings when it is for functions that have no room to run, and no other does', async () => {
    const stacks = copyStacks(({ aws_lambda_function: functions = {} }) => {
      for (const body of Object.values(functions)) Object.assign(body, { reserved_concurrent_executions: 0 });
    });
    await start({ stackFolder: stacks.folder });

    cloud.botApi.pushUpdate(say(1, 11, '/help'));
    await hands.invoke('dispatcher', {});
    for (const queue of Array(6).fill(queueNames).flat() as string[]) await hands.send(queue, {});
    await cloud.clock.runUntil(noonMs + 7 * minuteMs);
    stacks.remove();

    expect(rungIn(cloud)).toEqual(provokedBy('no room'));

    for (const queue of queueNames) await hands.purge(queue);
    await cloud.clock.runUntil(noonMs + 25 * minuteMs);

    // The sweeps go on, and the aggregator has no room for them.
    const others = provokedBy('no room').filter((name) => !name.startsWith('aggregator'));
    expect(overIn(cloud)).toEqual(expect.arrayContaining(others));
  });

  it('rings when what it is for is missing, and no other does', async () => {
    const stacks = copyStacksWithout(
      (type, id) =>
        type === 'aws_lambda_event_source_mapping' || (type === 'aws_iam_role_policy' && id.startsWith('sweep_')),
    );
    await start({ stackFolder: stacks.folder });
    for (const queue of queueNames) await hands.send(queue, {});

    await cloud.clock.runUntil(noonMs + 30 * hourMs);
    stacks.remove();

    expect(rungIn(cloud)).toEqual(provokedBy('stacks'));
  });

  it('is in the table of this spec, and silent on a Monday on which every schedule fires', async () => {
    await start({ schedules: 'all', startMs: mondayNoonMs });
    const names = cloud.alarms().map(({ alarm }) => alarm.name);

    await cloud.clock.runUntil(mondayNoonMs + 70 * minuteMs);

    const lines = [...cloud.logStore.eventsOf(cloud.logStore.get(logGroupName(localStage, 'aggregator')))];
    const closedCount = lines.filter(({ message }) => message.includes('"run-closed"')).length;
    expect(names).toEqual(provokedBy('').map((name) => resourceName(localStage, name)));
    // Two reports of the day, that of the week, and two hours of the watch.
    expect([closedCount, rungIn(cloud)]).toEqual([5, []]);
  });
});
