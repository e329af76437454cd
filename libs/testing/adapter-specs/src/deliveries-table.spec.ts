import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDeliveryStore } from '@pulso/adapters/dynamodb';
import { type DeliveryKey, type DeliveryStore, type DeliveryWrite } from '@pulso/domain/delivery';

import { type LocalTable, startLocalTable } from './start-local-table';

const tableName = 'pulso-test-deliveries';
const key: DeliveryKey = { runId: 'daily-usage/manual/a', destinationKey: 'telegram:-1001', part: 0 };

const write = (overrides: Partial<DeliveryWrite> = {}): DeliveryWrite => ({
  delivery: { lease: { id: 'l', messageId: 'm', revision: 3, takenAtMs: 1_000, untilMs: 159_000 }, sendIntent: true },
  token: 'first',
  replaces: undefined,
  expiresAtSeconds: 1_800_000_000,
  ...overrides,
});

describe('the deliveries adapter against the local DynamoDB', () => {
  let table: LocalTable;
  let client: DynamoDBClient;
  let store: DeliveryStore;

  beforeEach(async () => {
    table = await startLocalTable(tableName, { sortKey: { name: 'sk', type: 'S' } });
    client = table.client;
    store = createDeliveryStore(client, tableName);
  });

  afterEach(() => table.stop());

  it('reads what was written, with its token', async () => {
    const delivery = {
      messageId: 9_007_199_254,
      deliveredRevision: 0,
      isRepeat: true,
      endedReason: 'gone: x',
    } as const;

    expect(await store.write(key, write({ delivery }))).toBe('written');

    expect(await store.read(key)).toEqual({ delivery, token: 'first' });
  });

  it('drops fields that a later state does not have', async () => {
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

  it('lets one of many take a delivery over, and none by an outdated read', async () => {
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

  it('leaves expiry to the table', async () => {
    const nowSeconds = Math.floor(table.clock.nowMs() / 1000);
    await store.write(key, write({ expiresAtSeconds: nowSeconds + 60 }));
    await store.write({ ...key, part: 1 }, write({ expiresAtSeconds: nowSeconds - 60 }));

    expect(table.dynamoDb.sweepExpired()).toBe(1);

    expect(await store.read(key)).toBeDefined();
    expect(await store.read({ ...key, part: 1 })).toBeUndefined();
  });
});
