import { testRegion } from '../testing/start-test-cloud';
import { tableDefinition } from '../testing/table-definition';
import { createDynamoDbService, type DynamoDbService } from './create-dynamodb-service';

type Entry = [key: string, value: Readonly<Record<string, unknown>>];

const item = {
  pk: { S: 'a' },
  state: { S: 'open' },
  bytes: { B: 'AA==' },
  flags: { BOOL: true },
  nothing: { NULL: true },
  sets: { M: { s: { SS: ['x'] }, n: { NS: ['1'] }, b: { BS: ['AA=='] } } },
  list: { L: [{ N: '1' }, { L: [] }] },
};

describe('saved tables', () => {
  let one: DynamoDbService;
  let other: DynamoDbService;

  beforeEach(async () => {
    const options = { clock: { nowMs: () => 1_000 }, region: testRegion };
    [one, other] = [createDynamoDbService(options), createDynamoDbService(options)];
    const index = { name: 'by-state', partitionKey: { name: 'state', type: 'S' as const } };
    await one.createTables([
      tableDefinition('runs', {
        timeToLiveAttribute: 'ttl',
        globalSecondaryIndexes: [{ ...index, projectionType: 'ALL', nonKeyAttributes: [] }],
      }),
    ]);
    await call('TagResource', { ResourceArn: tableDefinition('runs').arn, Tags: [{ Key: 'team', Value: 'a' }] });
    await call('TransactWriteItems', {
      TransactItems: [{ Put: { TableName: 'runs', Item: item } }],
      ClientRequestToken: 't',
    });
  });

  afterEach(() => Promise.all([one.close(), other.close()]));

  const call = (operation: string, input: object) =>
    one.handle({
      ...{
        principal: 'administrator',
        service: 'dynamodb',
        region: testRegion,
        method: 'POST',
        path: '/',
        headers: {},
      },
      operation,
      body: Buffer.from(JSON.stringify(input)),
    });
  const saved = async (service = one): Promise<[unknown, ...Entry[]]> => {
    const { records } = await service.dump(() => undefined);
    return records.map((record): unknown => JSON.parse(record)) as [unknown, ...Entry[]];
  };

  it('are what they were, with indexes, tags, time to live and tokens', async () => {
    const records = await saved();

    await other.load(records);

    const keys = records.slice(1).map((record) => (record as Entry)[0].replace(/~.*/, ''));
    expect(new Set(keys)).toEqual(new Set(['index-global', 'item-runs', 'table', 'tag-runs']));
    expect(records[0]).toMatchObject({ timeToLive: [['runs', 'ttl']], tokens: [['t', expect.anything()]] });
    expect(await saved(other)).toEqual(records);
  });

  it('are taken with fields that are not known here', async () => {
    const [settings, ...entries] = await saved();

    await other.load([{ ...(settings as object), later: 1 }, ...entries]);

    expect(await saved(other)).toHaveLength(entries.length + 1);
  });

  const change = (kind: string, value: unknown) => (records: readonly unknown[]) =>
    records.map((record) =>
      Array.isArray(record) && String(record[0]).startsWith(kind) ? [record[0], value] : record,
    );

  it.each<[RegExp, (records: readonly unknown[]) => unknown[]]>([
    [/^record 1: it is missing$/, () => []],
    [/^record 1: timeToLive: expected array, got nothing$/, ([, ...entries]) => [{ x: 1 }, ...entries]],
    [/^record 2: the whole: expected tuple, got object$/, ([settings]) => [settings, { x: 1 }]],
    [/^record \d: 1.TableName: expected string, got nothing$/, change('table~', { x: 1 })],
    [/^record \d: 1.pk.S: expected string, got number$/, change('item-', { pk: { S: 1 } })],
    [/^record \d: 1.pk: expected object, got string of 1$/, change('item-', { pk: 'a' })],
    [/^record \d: 1.m.M.n.N: expected string, got number$/, change('item-', { m: { M: { n: { N: 1 } } } })],
    [/^record \d: 1: expected record, got null$/, change('index-', null)],
    [/^record \d: 1: expected string, got object$/, change('tag-', { x: 1 })],
    [
      /^record \d: it belongs to no table that is saved$/,
      (records) => records.filter((record) => !(Array.isArray(record) && String(record[0]).startsWith('table~'))),
    ],
    [/^record 2: it belongs to no table that is saved$/, ([settings]) => [settings, ['elsewhere', {}]]],
  ])('are refused when they have another form, and nothing is put back: %s', async (problem, changed) => {
    const records = changed(await saved());

    await expect(other.load(records)).rejects.toThrow(problem);

    expect(await saved(other)).toEqual([{ timeToLive: [], tokens: [] }]);
  });
});
