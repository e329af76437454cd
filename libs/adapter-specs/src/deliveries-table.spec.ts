import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDeliveryStore } from '@pulso/adapters/dynamodb-deliveries';
import { type DeliveryKey, type DeliveryStore, type DeliveryWrite } from '@pulso/delivery';
import { type DynamoDbService, type Gateway, createDynamoDbService, startGateway } from '@pulso/local-aws';
import { type LocalClock, createLocalClock } from '@pulso/local-clock';

const region = 'eu-central-1';
const tableName = 'pulso-test-deliveries';
const accessKeyId = 'LOCALADMINISTRATOR';
const key: DeliveryKey = { runId: 'daily-usage/manual/a', destinationKey: 'telegram:-1001', part: 0 };

const write = (overrides: Partial<DeliveryWrite> = {}): DeliveryWrite => ({
  delivery: { lease: { takenAtMs: 1_000, untilMs: 159_000 }, sendIntent: true },
  token: 'first',
  replaces: undefined,
  expiresAtSeconds: 1_800_000_000,
  ...overrides,
});

describe('the deliveries adapter against the local DynamoDB', () => {
  let clock: LocalClock;
  let dynamoDb: DynamoDbService;
  let gateway: Gateway;
  let client: DynamoDBClient;
  let store: DeliveryStore;

  beforeEach(async () => {
    clock = createLocalClock();
    dynamoDb = createDynamoDbService({ clock, region });
    await dynamoDb.createTables([
      {
        name: tableName,
        arn: `arn:aws:dynamodb:${region}:000000000000:table/${tableName}`,
        partitionKey: { name: 'pk', type: 'S' },
        sortKey: { name: 'sk', type: 'S' },
        globalSecondaryIndexes: [],
        timeToLiveAttribute: 'expiresAtSeconds',
      },
    ]);
    gateway = await startGateway({ services: [dynamoDb], principals: new Map([[accessKeyId, 'administrator']]), clock });
    client = new DynamoDBClient({
      endpoint: gateway.url,
      region,
      credentials: { accessKeyId, secretAccessKey: 'made-up' },
      maxAttempts: 1,
    });
    store = createDeliveryStore(client, tableName);
  });

  afterEach(async () => {
    client.destroy();
    await gateway.close();
    await dynamoDb.close();
    clock.stop();
  });

  it('finds nothing before anything is written', async () => {
    expect(await store.read(key)).toBeUndefined();
  });

  it('reads what was written, with its token', async () => {
    const delivery = { messageId: 9_007_199_254, deliveredRevision: 0, isRepeat: true, endedReason: 'gone: x' } as const;

    expect(await store.write(key, write({ delivery }))).toBe('written');

    expect(await store.read(key)).toEqual({ delivery, token: 'first' });
  });

  it('drops what a later state has not', async () => {
    await store.write(key, write());

    await store.write(key, write({ delivery: { messageId: 7 }, token: 'second', replaces: 'first' }));

    expect(await store.read(key)).toEqual({ delivery: { messageId: 7 }, token: 'second' });
  });

  it('lets one of many begin a delivery', async () => {
    const tokens = Array.from({ length: 8 }, (_, index) => `token-${index}`);

    const results = await Promise.all(tokens.map((token) => store.write(key, write({ token }))));

    const winners = tokens.filter((_, index) => results[index] === 'written');
    expect(winners).toHaveLength(1);
    expect((await store.read(key))?.token).toBe(winners[0]);
  });

  it('lets one of many take a delivery over, and nobody with what he read before', async () => {
    await store.write(key, write());
    const tokens = ['b', 'c', 'd'];

    const results = await Promise.all(tokens.map((token) => store.write(key, write({ token, replaces: 'first' }))));
    const late = await store.write(key, write({ token: 'e', replaces: 'first' }));

    expect(results.toSorted()).toEqual(['changed', 'changed', 'written']);
    expect(late).toBe('changed');
  });

  it('does not bring back a delivery that was forgotten meanwhile', async () => {
    expect(await store.write(key, write({ replaces: 'first' }))).toBe('changed');

    expect(await store.read(key)).toBeUndefined();
  });

  it.each([[undefined], ['first']])('recognises its own write when it is repeated over %s', async (replaces) => {
    if (replaces !== undefined) await store.write(key, write());
    const repeated = write({ token: 'mine', replaces });

    expect([await store.write(key, repeated), await store.write(key, repeated)]).toEqual(['written', 'written']);
  });

  it('keeps runs, destinations and parts apart', async () => {
    const others: DeliveryKey[] = [
      { ...key, runId: 'daily-usage/manual/b' },
      { ...key, destinationKey: 'telegram:-1002' },
      { ...key, part: 1 },
    ];
    await store.write(key, write());

    for (const other of others) expect(await store.read(other)).toBeUndefined();
  });

  it('leaves the time of forgetting to the table', async () => {
    const nowSeconds = Math.floor(clock.nowMs() / 1000);
    await store.write(key, write({ expiresAtSeconds: nowSeconds + 60 }));
    await store.write({ ...key, part: 1 }, write({ expiresAtSeconds: nowSeconds - 60 }));

    expect(await dynamoDb.sweepExpired()).toBe(1);

    expect(await store.read(key)).toBeDefined();
    expect(await store.read({ ...key, part: 1 })).toBeUndefined();
  });
});
