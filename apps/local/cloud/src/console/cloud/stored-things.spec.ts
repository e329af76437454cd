import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDbService,
  type Gateway,
  type SqsService,
  createDynamoDbService,
  createSqsService,
  localAccountId,
  startGateway,
} from '@pulso/local/aws';
import { type Handlers } from '@pulso/local/console-api';
import { type LocalClock, createLocalClock, followClock } from '@pulso/world/time';
import { type TableDefinition } from '@pulso/world/dynamodb';
import { type QueueDefinition } from '@pulso/world/stacks';

import { createQueuePart } from './queue-part';
import { createQueueHandlers, queueTies } from './queue-handlers';
import { createTableHandlers, plainItem } from './table-handlers';

const region = 'eu-central-1';
const startMs = Date.parse('2026-11-25T12:00:00Z');

const queue = (name: string, redrive?: QueueDefinition['redrive']): QueueDefinition => ({
  ...{ name, arn: `arn:aws:sqs:${region}:${localAccountId}:${name}`, visibilityTimeoutSeconds: 30, delaySeconds: 0 },
  ...{ messageRetentionSeconds: 345_600, maxMessageBytes: 262_144, receiveWaitTimeSeconds: 0 },
  ...(redrive && { redrive }),
});
const dead = queue('jobs-dlq');
const jobs = queue('jobs', { deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
const stacks = { queues: [dead, jobs, queue('alone')], eventSourceMappings: [], functions: [], schedules: [] };

const table: TableDefinition = {
  ...{ name: 'users', arn: `arn:aws:dynamodb:${region}:${localAccountId}:table/users` },
  ...{ partitionKey: { name: 'pk', type: 'S' }, timeToLiveAttribute: 'expires' },
};

/** What lies in queues and tables, read as the console does. */
describe('handlers of queues and tables', () => {
  let clock: LocalClock;
  let unfollow: () => void;
  let sqs: SqsService;
  let dynamoDb: DynamoDbService;
  let gateway: Gateway;
  let queues: Handlers<'cloud.messages' | 'cloud.queues' | 'cloud.redrive'>;
  let tables: ReturnType<typeof createTableHandlers>;
  let client: DynamoDBClient;

  beforeEach(async () => {
    clock = createLocalClock({ startMs, realNowMs: Date.now.bind(Date) });
    unfollow = followClock(clock);
    sqs = createSqsService({ clock, region });
    dynamoDb = createDynamoDbService({ clock, region });
    sqs.createQueues(stacks.queues);
    dynamoDb.createTables([table]);
    const principals = new Map([['LOCALKEY', 'administrator']]);
    gateway = await startGateway({ services: [sqs, dynamoDb], principals, clock });
    const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'made-up' };
    const settings = { endpoint: gateway.url, region, credentials };
    queues = {
      ...createQueueHandlers({ clock, definition: stacks, queues: sqs }),
      'cloud.redrive': createQueuePart({ definition: stacks, queues: sqs, settings }, String, () => 'why').redrive,
    };
    tables = createTableHandlers({ definition: { tables: [table] }, settings });
    client = new DynamoDBClient(settings);
  });

  afterEach(async () => {
    client.destroy();
    sqs.close();
    await gateway.close();
    clock.stop();
    unfollow();
  });

  const depthsOf = async (name: string) =>
    (await queues['cloud.queues']({}))
      .flatMap((one) => (one.name === name ? [[one.visible, one.inFlight]] : []))
      .flat();

  const putAside = async (body: string): Promise<void> => {
    const receive = () => sqs.receive('jobs', { maxMessages: 1, waitSeconds: 0 });
    await sqs.send('jobs', { body });
    await receive();
    await clock.runUntil(clock.nowMs() + 31_000);
    await receive();
  };

  it('sends dead letters back to where they came from', async () => {
    await putAside('{"a":1}');
    const before = await queues['cloud.messages']({ queue: 'jobs-dlq', from: 0 });

    expect(await queues['cloud.redrive']({ queue: 'jobs-dlq' })).toEqual({ movedCount: 1 });
    expect(before).toMatchObject({
      totalCount: 1,
      messages: [
        { state: 'visible', body: '{"a":1}', receiveCount: 1, deadLetterSourceArn: jobs.arn, messageAttributes: {} },
      ],
    });
    expect(await depthsOf('jobs-dlq')).toEqual([0, 0]);
    expect(await depthsOf('jobs')).toEqual([1, 0]);
  });

  it('sends one dead letter back and leaves the others', async () => {
    await putAside('first');
    await putAside('second');
    const { messages } = await queues['cloud.messages']({ queue: 'jobs-dlq', from: 0 });
    const messageId = messages.find(({ body }) => body === 'second')?.messageId;

    expect(await queues['cloud.redrive']({ queue: 'jobs-dlq', messageId })).toEqual({ movedCount: 1 });
    expect(sqs.peek('jobs').map(({ body, receiveCount }) => [body, receiveCount])).toEqual([['second', 0]]);
    expect(sqs.peek('jobs-dlq').map(({ body }) => body)).toEqual(['first']);
    await expect(queues['cloud.redrive']({ queue: 'jobs-dlq', messageId })).rejects.toThrow(
      'does not wait in jobs-dlq',
    );
  });

  it('says which dead letters came from no queue and stay', async () => {
    await putAside('first');
    await sqs.send('jobs-dlq', { body: 'by hand' });

    await expect(queues['cloud.redrive']({ queue: 'jobs-dlq' })).rejects.toThrow(
      '1 messages of jobs-dlq have gone back; the next one did not come from a queue, so it stays.',
    );
    await expect(queues['cloud.redrive']({ queue: 'alone' })).rejects.toThrow('Messages of alone came from no queue');
    expect(() => queues['cloud.messages']({ queue: 'nothing', from: 0 })).toThrow(
      'No stack declares a queue "nothing".',
    );
  });

  it('gives messages by the page, and the age of the oldest', async () => {
    for (let count = 0; count < 60; count += 1) await sqs.send('alone', { body: String(count) });
    await clock.runUntil(startMs + 3_600_000);

    const page = await queues['cloud.messages']({ queue: 'alone', from: 50 });
    const all = await queues['cloud.queues']({});

    expect([page.totalCount, page.messages.length]).toEqual([60, 10]);
    expect(all.find(({ name }) => name === 'alone')?.oldestAgeMs).toBeGreaterThan(3_500_000);
    expect(all.find(({ name }) => name === 'jobs')).not.toHaveProperty('oldestAgeMs');
  });

  it('gives items that hold a text by the page, each once', async () => {
    const keys = Array.from({ length: 140 }, (_, index) => `${index % 2 === 0 ? 'even' : 'odd'}#${index}`);
    for (const pk of keys) await client.send(new PutItemCommand({ TableName: 'users', Item: { pk: { S: pk } } }));

    const first = await tables['cloud.items']({ table: 'users', holds: 'even' });
    const second = await tables['cloud.items']({ table: 'users', holds: 'even', startKey: first.nextKey });

    expect([first.items.length, second.items.length, second.nextKey]).toEqual([50, 20, undefined]);
    expect([...first.items, ...second.items].map(({ item }) => String(item['pk'])).toSorted()).toEqual(
      keys.filter((key) => key.startsWith('even')).toSorted(),
    );
  });

  it('gives items by the page, with when they expire', async () => {
    for (let count = 0; count < 60; count += 1) {
      const Item = { pk: { S: String(count) }, expires: { N: '1800000000' } };
      await client.send(new PutItemCommand({ TableName: 'users', Item }));
    }

    const first = await tables['cloud.items']({ table: 'users' });
    const second = await tables['cloud.items']({ table: 'users', startKey: first.nextKey });

    expect(await tables['cloud.tables']({})).toEqual([
      { name: 'users', countedItems: 60, hasMore: false, keys: ['pk'], timeToLiveAttribute: 'expires' },
    ]);
    expect([first.items.length, second.items.length, second.nextKey]).toEqual([50, 10, undefined]);
    expect(new Set([...first.items, ...second.items].map(({ item }) => item['pk'])).size).toBe(60);
    expect(first.items[0]).toMatchObject({ item: { expires: 1_800_000_000 }, expiresAtMs: 1_800_000_000_000 });
    const found = await tables['cloud.items']({ table: 'users', holds: '7"' });
    expect(found.items.map(({ item }) => item['pk']).toSorted()).toEqual(['17', '27', '37', '47', '57', '7']);
    expect(found.nextKey).toBeUndefined();
    for (const startKey of ['x', '5', '{"a":{"S":"x"}}', '{"pk":5}']) {
      await expect(tables['cloud.items']({ table: 'users', startKey })).rejects.toThrow('startKey must be');
    }
  });
});

const worker = {
  ...{ queueArn: jobs.arn, functionName: 'worker', batchSize: 1, maximumBatchingWindowSeconds: 0 },
  reportsBatchItemFailures: true,
};
const taken = { ...stacks, eventSourceMappings: [worker] };

describe('queueTies', () => {
  it('says who takes the messages of a queue, and where those go that fail', () => {
    expect(queueTies(jobs, taken)).toEqual({
      consumers: ['worker'],
      deadLettersOf: [],
      redrive: { queue: 'jobs-dlq', maxReceiveCount: 1 },
    });
  });

  it('says of a dead-letter queue whose it is', () => {
    expect(queueTies(dead, taken)).toEqual({ consumers: [], deadLettersOf: [{ kind: 'queue', name: 'jobs' }] });
  });

  it('takes a queue that has a consumer for no dead-letter queue', () => {
    const mapping = { ...worker, queueArn: dead.arn, functionName: 'mender' };

    const ties = queueTies(dead, { ...stacks, eventSourceMappings: [mapping] });

    expect(ties).toEqual({ consumers: ['mender'], deadLettersOf: [] });
  });
});

describe('plainItem', () => {
  it('shows every type of DynamoDB as JSON', () => {
    const item = plainItem({
      text: { S: '' },
      number: { N: '1.5' },
      large: { N: '12345678901234567890' },
      flag: { BOOL: false },
      nothing: { NULL: true },
      bytes: { B: new Uint8Array([1, 2]) },
      list: { L: [{ N: '1' }, { M: { inner: { S: 'x' } } }] },
      texts: { SS: ['a', 'b'] },
      numbers: { NS: ['1', '2'] },
      blobs: { BS: [new Uint8Array([3])] },
    });

    expect(item).toEqual({
      text: '',
      number: 1.5,
      large: '12345678901234567890',
      flag: false,
      nothing: null,
      bytes: 'AQI=',
      list: [1, { inner: 'x' }],
      texts: ['a', 'b'],
      numbers: [1, 2],
      blobs: ['Aw=='],
    });
  });
});
