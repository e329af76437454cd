import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  createDynamoDbService,
  createSqsService,
  type DynamoDbService,
  type Gateway,
  localAccountId,
  type SqsService,
  startGateway,
} from '@pulso/local/gateway';
import { type CloudRow, type Handlers } from '@pulso/local/console-api';
import { type LocalClock, createLocalClock, followClock } from '@pulso/world/time';
import { type TableDefinition } from '@pulso/world/dynamodb';
import { LogStore } from '@pulso/world/logs';
import { type FunctionDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { createFunctionCounter } from '../../cloud/function-figures';
import { Heard } from '../heard';
import { createPartHandlers, plainItem } from './part-handlers';

const region = 'eu-central-1';
const startMs = Date.parse('2026-11-25T12:00:00Z');

const queue = (name: string, redrive?: QueueDefinition['redrive']): QueueDefinition => ({
  ...{ name, arn: `arn:aws:sqs:${region}:${localAccountId}:${name}`, visibilityTimeoutSeconds: 30, delaySeconds: 0 },
  ...{ messageRetentionSeconds: 345_600, maxMessageBytes: 262_144, receiveWaitTimeSeconds: 0 },
  ...(redrive && { redrive }),
});
const dead = queue('pulso-local-jobs-dlq');
const jobs = queue('pulso-local-jobs', { deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });

const table: TableDefinition = {
  ...{ name: 'users', arn: `arn:aws:dynamodb:${region}:${localAccountId}:table/users` },
  ...{ partitionKey: { name: 'pk', type: 'S' }, globalSecondaryIndexes: [], timeToLiveAttribute: 'expires' },
};
const bot = {
  ...{ name: 'bot', timeoutSeconds: 10, logGroupName: '/aws/lambda/bot' },
  asyncInvoke: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 60 },
} as FunctionDefinition;

describe('queues, tables and functions of the console', () => {
  let clock: LocalClock;
  let unfollow: () => void;
  let sqs: SqsService;
  let dynamoDb: DynamoDbService;
  let gateway: Gateway;
  let client: DynamoDBClient;
  let parts: Handlers<'cloud.detail' | 'cloud.list' | 'cloud.redrive'>;
  let logStore: LogStore;
  const [counter, heard] = [
    createFunctionCounter(),
    new Heard((_, text) => text.replace('handler.js:1:1', 'answer.ts:3:9')),
  ];

  beforeEach(async () => {
    clock = createLocalClock({ startMs, realNowMs: Date.now.bind(Date) });
    unfollow = followClock(clock);
    sqs = createSqsService({ clock, region });
    dynamoDb = createDynamoDbService({ clock, region });
    sqs.createQueues([dead, jobs]);
    dynamoDb.createTables([table]);
    logStore = new LogStore({ clock });
    logStore.createLogGroup(bot.logGroupName);
    const principals = new Map([['LOCALKEY', 'administrator']]);
    gateway = await startGateway({ services: [sqs, dynamoDb], principals, clock });
    const settings = {
      endpoint: gateway.url,
      region,
      credentials: { accessKeyId: 'LOCALKEY', secretAccessKey: 'made-up' },
    };
    const definition = {
      ...{ queues: [dead, jobs], tables: [table], functions: [bot] },
      eventSourceMappings: [
        {
          queueArn: jobs.arn,
          functionName: 'pulso-local-worker',
          batchSize: 1,
          maximumBatchingWindowSeconds: 0,
          reportsBatchItemFailures: true,
        },
      ],
    };
    const cloud = {
      stage: 'local',
      definition,
      queues: sqs,
      settings,
      logStore,
      figuresOf: counter.of,
      runningCount: () => 2,
    };
    parts = createPartHandlers(cloud, heard);
    client = new DynamoDBClient(settings);
  });

  afterEach(async () => {
    client.destroy();
    sqs.close();
    await gateway.close();
    clock.stop();
    unfollow();
  });

  const putAside = async (body: string): Promise<void> => {
    const receive = () => sqs.receive(jobs.name, { maxMessages: 1, waitSeconds: 0 });
    await sqs.send(jobs.name, { body });
    const [message] = await receive();
    sqs.noteReceive(jobs.name, [message?.receiptHandle ?? ''], { failure: 'Error: broken' });
    await clock.runUntil(clock.nowMs() + 31_000);
    await receive();
  };

  const detail = (
    kind: 'functions' | 'queues' | 'tables',
    name: string,
    page: { from?: string | undefined; holds?: string } = {},
  ) => parts['cloud.detail']({ kind, name, from: undefined, ...page });

  it('lists queues with dead letters first, and says what happens in each', async () => {
    await putAside('{"runId":"run-1"}');

    const [letters, source] = await parts['cloud.list']({ kind: 'queues' });

    expect(letters).toMatchObject({
      id: dead.name,
      isBad: true,
      facts: { Waiting: 1, 'Oldest sent': { atMs: expect.any(Number) } },
    });
    expect(source?.facts).toMatchObject({
      Waiting: 0,
      'Oldest sent': '–',
      'What happens here': 'Taken by worker; after 1 failed receives put into jobs-dlq.',
    });
  });

  it('names of a dead letter why it was given up, its receives, its run, and what to do', async () => {
    await putAside('{"runId":"run-1"}');

    const { about, rows, goesBackTo } = await detail('queues', dead.name);

    expect(about).toBe(
      'A message of jobs comes here after its last try. See why, mend the cause, then send it back: here, or with ' +
        'aws sqs start-message-move-task.',
    );
    expect(goesBackTo).toBe('jobs');
    expect(rows).toMatchObject([
      {
        ...{ text: '{"runId":"run-1"}', runId: 'run-1', isBad: true, canGoBack: true },
        facts: { State: 'dead letter of jobs', Receives: 1, 'Why it came back': 'Lambda: Error: broken' },
      },
    ]);
  });

  it('names the delay of a message, and finds those that hold a text, by the page', async () => {
    await sqs.send(jobs.name, { body: 'late', delaySeconds: 60 });
    for (let count = 0; count < 60; count += 1) await sqs.send(jobs.name, { body: `job ${count}` });

    const first = await detail('queues', jobs.name, { holds: 'JOB' });
    const second = await detail('queues', jobs.name, { holds: 'JOB', from: first.next });
    const { rows } = await detail('queues', jobs.name, { holds: 'late' });

    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 10, undefined]);
    expect(rows[0]?.facts).toMatchObject({ State: 'delayed by 60 s', 'Next try': { atMs: expect.any(Number) } });
  });

  it('sends dead letters back to where they came from, all or one', async () => {
    for (const body of ['first', 'second', 'third']) await putAside(body);
    const { rows } = await detail('queues', dead.name);
    const messageId = rows.find(({ text }) => text === 'second')?.id;

    const redrive = parts['cloud.redrive'];

    expect(await redrive({ queue: dead.name, messageId })).toEqual({ movedCount: 1 });
    expect(sqs.peek(jobs.name).map(({ body, receiveCount }) => [body, receiveCount])).toEqual([['second', 0]]);
    expect(() => redrive({ queue: dead.name, messageId })).toThrow('0 of 1 messages');
    expect(await redrive({ queue: dead.name })).toEqual({ movedCount: 2 });
    await sqs.send(dead.name, { body: 'by hand' });
    expect(() => redrive({ queue: dead.name })).toThrow('what came from no queue');
    expect(() => redrive({ queue: jobs.name })).toThrow('came from no queue');
    expect(() => detail('queues', 'nothing')).toThrow('No stack declares a queue "nothing".');
  });

  it('gives items that hold a text by the page, each once, with when they expire', async () => {
    const keys = Array.from({ length: 140 }, (_, index) => `${index % 2 === 0 ? 'even' : 'odd'}#${index}`);
    for (const pk of keys) {
      const Item = { pk: { S: pk }, expires: { N: '1800000000' } };
      await client.send(new PutItemCommand({ TableName: 'users', Item }));
    }

    const first = await detail('tables', 'users', { holds: 'EVEN' });
    const second = await detail('tables', 'users', { holds: 'EVEN', from: first.next });

    expect(await parts['cloud.list']({ kind: 'tables' })).toEqual([
      { id: 'users', facts: { Items: 140, Key: 'pk', 'Items expire by': 'expires' } },
    ]);
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 20, undefined]);
    expect([...first.rows, ...second.rows].map(({ id }) => id).toSorted()).toEqual(
      keys.filter((key) => key.startsWith('even')).toSorted(),
    );
    expect(first.rows[0]?.facts['Expires']).toEqual({ atMs: 1_800_000_000_000 });
  });

  it('shows what a function has done, and errors that it has logged', async () => {
    for (const durationMs of [30, 10, 20, 40])
      counter.onInvocationEnd({ functionName: 'bot', status: 'success', durationMs, startedAtMs: 5_000 });
    const message = JSON.stringify({ level: 'ERROR', event: 'webhook-call-failed', errorName: 'TypeError' });
    counter.onLog({ message, logGroupName: bot.logGroupName });

    const [{ isBad, facts } = { isBad: true, facts: {} as CloudRow['facts'] }] = await parts['cloud.list']({
      kind: 'functions',
    });

    expect([isBad, facts['Last error'], facts['Errors logged']]).toEqual([true, 'webhook-call-failed: TypeError', 1]);
    expect(facts).toMatchObject({
      Invocations: 4,
      'Running now': 2,
      Median: { ms: 20 },
      Longest: { ms: 40 },
      'Last at': { atMs: 5_000 },
    });
  });

  it('gives all lines of a log by pages, newest first, with places in the source', async () => {
    const events = Array.from({ length: 150 }, (_, index) => ({
      timestamp: startMs + index,
      message: `line ${index}`,
    }));
    logStore.append(bot.logGroupName, 'stream', [
      ...events,
      { timestamp: startMs + 200, message: 'at a (handler.js:1:1)' },
    ]);

    const first = await detail('functions', 'bot');
    const second = await detail('functions', 'bot', { from: first.next });
    const found = await detail('functions', 'bot', { holds: 'ANSWER.ts:3' });

    expect([first.rows.length, second.rows.length, second.next]).toEqual([100, 51, undefined]);
    expect([first.rows[0]?.text, second.rows.at(-1)?.text]).toEqual(['at a (answer.ts:3:9)', 'line 0']);
    expect(found.rows).toHaveLength(1);
  });
});

describe('plainItem', () => {
  it('shows values as JSON, and numbers that JavaScript would round as texts', () => {
    const item = plainItem({
      ...{ text: { S: '' }, number: { N: '1.5' }, large: { N: '12345678901234567890' }, flag: { BOOL: false } },
      ...{ nothing: { NULL: true }, list: { L: [{ N: '1' }, { M: { inner: { S: 'x' } } }] } },
    });

    expect(item).toEqual({
      ...{ text: '', number: 1.5, large: '12345678901234567890', flag: false, nothing: null },
      list: [1, { inner: 'x' }],
    });
  });
});
