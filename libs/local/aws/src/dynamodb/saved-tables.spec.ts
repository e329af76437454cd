import { testRegion } from '../testing/start-test-cloud';
import { tableDefinition } from '../testing/definitions';
import { createDynamoDbService, type DynamoDbService } from './create-dynamodb-service';

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
    one.createTables([
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

  const call = async (operation: string, input: object, service = one): Promise<unknown> => {
    const { body } = await service.handle({
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
    return JSON.parse(String(body));
  };
  const saved = (service = one): unknown[] => service.dump().map((record): unknown => JSON.parse(record));

  it('are what they were, with indexes, tags, time to live and tokens', async () => {
    const records = saved();

    other.load(records);

    const found = await call(
      'Query',
      {
        ...{ TableName: 'runs', IndexName: 'by-state', KeyConditionExpression: '#s = :s' },
        ExpressionAttributeNames: { '#s': 'state' },
        ExpressionAttributeValues: { ':s': { S: 'open' } },
      },
      other,
    );
    expect(found).toMatchObject({ Items: [item] });
    expect(records).toEqual([
      { tokens: [['t', expect.anything()]] },
      { table: expect.objectContaining({ tags: { team: 'a' }, timeToLiveAttribute: 'ttl' }) },
      { item },
    ]);
    expect(saved(other)).toEqual(records);
  });

  it('are taken with fields that are not known here', () => {
    const [first, ...others] = saved();

    other.load([{ ...(first as object), later: 1 }, ...others]);

    expect(saved(other)).toHaveLength(others.length + 1);
  });

  const change = (kind: 'item' | 'table', value: unknown) => (records: readonly unknown[]) =>
    records.map((record) => (Object.hasOwn(record as object, kind) ? { [kind]: value } : record));

  it.each<[RegExp, (records: readonly unknown[]) => unknown[]]>([
    [/^record 1: it is missing$/, () => []],
    [/^record 1: tokens: expected array, got nothing$/, ([, ...others]) => [{ x: 1 }, ...others]],
    [/^record 2: the whole: /, ([first]) => [first, 'x']],
    [/^record 2: table.request: expected object, got nothing$/, change('table', { x: 1 })],
    [/^record 3: item.pk.S: expected string, got number$/, change('item', { pk: { S: 1 } })],
    [/^record 3: item.pk: expected object, got string of 1$/, change('item', { pk: 'a' })],
    [/^record 3: item.m.M.n.N: expected string, got number$/, change('item', { m: { M: { n: { N: 1 } } } })],
    [/^record 3: item: expected record, got null$/, change('item', null)],
    [/^record 2: it belongs to no table that is saved$/, ([first, , saved]) => [first, saved]],
  ])('are refused when they have another form, and nothing is put back: %s', (problem, changed) => {
    const records = changed(saved());

    expect(() => other.load(records)).toThrow(problem);

    expect(saved(other)).toEqual([{ tokens: [] }]);
  });
});
