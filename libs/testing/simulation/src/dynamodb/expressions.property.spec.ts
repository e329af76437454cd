import { type AttributeValue, type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';

import { type Item } from '@pulso/local-dynamodb';
import { type TableOptions, createStandaloneTable } from '@pulso/local-dynamodb';
import { startReferenceTable } from './testing/start-reference-table';

const TableName = 'things';
const options: TableOptions = {
  name: TableName,
  partitionKey: { name: 'pk', type: 'S' },
  sortKey: { name: 'sk', type: 'S' },
  indexes: [{ name: 'by-state', partitionKey: { name: 'st', type: 'S' }, sortKey: { name: 'due', type: 'N' } }],
};

const partition = fc.constantFrom('p', 'q');
/** No U+FFFD beside the emoji: conditions of the local DynamoDB compare UTF-16 units, those of DynamoDB UTF-8 bytes. */
const sortText = fc.constantFrom('a', 'aa', 'b', '\u00e9', '\u{1F600}', '\u{1F600}b');
const key = fc.record({ pk: partition.map((S) => ({ S })), sk: sortText.map((S) => ({ S })) });
const integer = fc.oneof(fc.integer({ min: -12, max: 12 }), fc.maxSafeInteger()).map((n) => ({ N: String(n) }));
/** Never empty: the local DynamoDB takes an empty text for the key of an index, which DynamoDB refuses. */
const anyText = sortText.map((S) => ({ S }));
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  integer,
  anyText,
  fc.boolean().map((BOOL) => ({ BOOL })),
);

/** `:s` is a text, `:n` a small number, `:v` anything. */
const values = fc.record({
  ':s': anyText,
  ':n': fc.integer({ min: -3, max: 3 }).map((n) => ({ N: String(n) })),
  ':v': value,
});

const name = fc.constantFrom('a', 'b', '#c', 'due', 'st');
/** Not `:v` with an order: the local DynamoDB finds that truth values have none, where DynamoDB refuses them. */
const comparison = fc
  .tuple(
    name,
    fc.oneof(
      fc.tuple(fc.constantFrom('=', '<>'), fc.constantFrom(':s', ':n', ':v')),
      fc.tuple(fc.constantFrom('<', '<=', '>', '>='), fc.constantFrom(':s', ':n')),
    ),
    fc.boolean(),
  )
  .map(([left, [comparator, right], isTurned]) =>
    isTurned ? `${right} ${comparator} ${left}` : `${left} ${comparator} ${right}`,
  );
const call = fc.oneof(
  fc.tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), name).map(([f, n]) => `${f}(${n})`),
  name.map((n) => `begins_with(${n}, :s)`),
);
const { condition } = fc.letrec<{ condition: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { weight: 3, arbitrary: fc.oneof(comparison, call) },
    tie('condition').map((c) => `(${c})`),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(comparison, call),
    tie('operand').map((c) => `NOT ${c}`),
    fc.tuple(tie('operand'), tie('operand')).map(([a, b]) => `${a} AND ${b}`),
    fc.tuple(tie('operand'), tie('operand')).map(([a, b]) => `${a} or ${b}`),
    fc.tuple(tie('operand'), tie('operand'), tie('operand')).map(([a, b, c]) => `${a} OR NOT ${b} AND ${c}`),
  ),
}));

const operand = fc.oneof(
  name,
  fc.constantFrom(':s', ':n', ':v'),
  name.map((n) => `if_not_exists(${n}, :n)`),
);
const source = fc.oneof(
  operand,
  fc.tuple(operand, fc.constantFrom('+', '-'), operand).map((parts) => parts.join(' ')),
);
/** The local DynamoDB refuses a number that an index key of type text would fall back to, also where it does not. */
const assignment = fc
  .tuple(name, source)
  .filter(([target, from]) => target !== 'st' || !from.startsWith('if_not_exists'));
const clause = fc.oneof(
  fc
    .array(assignment, { minLength: 1, maxLength: 3 })
    .map((sets) => `SET ${sets.map((s) => s.join(' = ')).join(', ')}`),
  name.map((n) => `ADD ${n} :n`),
  fc.uniqueArray(name, { minLength: 1, maxLength: 2 }).map((names) => `REMOVE ${names.join(', ')}`),
);
/** The local DynamoDB lets SET see what ADD has made, where DynamoDB reads everything before it changes anything. */
const update = fc
  .array(clause, { minLength: 1, maxLength: 2 })
  .map((clauses) => clauses.join(' '))
  .filter((text) => {
    const added = /ADD (\S+)/.exec(text)?.[1];
    return added === undefined || text.split(/[ ,()]+/).filter((word) => word === added).length === 1;
  });

const item = fc
  .tuple(key, fc.record({ a: value, b: value, c: value, st: anyText, due: integer }, { requiredKeys: [] }))
  .map(([keys, rest]): Item => ({ ...keys, ...rest }));
const returned = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });

/** A request's expressions with the names and values that they mention. */
const withPlaceholders = (expressions: Readonly<Record<string, string | undefined>>, given: Item): object => {
  const text = Object.values(expressions).join(' ');
  const used = Object.entries(given).filter(([token]) => text.includes(token));
  return {
    ...expressions,
    ...(text.includes('#c') ? { ExpressionAttributeNames: { '#c': 'c' } } : {}),
    ...(used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {}),
  };
};

const optionalCondition = fc.option(condition, { nil: undefined });
const put = fc
  .tuple(item, optionalCondition, values, returned)
  .map(([Item, ConditionExpression, given, more]): object => ({
    ...{ TableName, Item, ...more, ...withPlaceholders({ ConditionExpression }, given) },
  }));
const change = fc
  .tuple(key, update, optionalCondition, values, returned)
  .map(([Key, UpdateExpression, ConditionExpression, given, more]): object => ({
    ...{ TableName, Key, ...more, ...withPlaceholders({ UpdateExpression, ConditionExpression }, given) },
  }));
const sortCondition = fc.oneof(
  fc.constantFrom('', ' AND begins_with(sk, :s)'),
  fc.constantFrom('=', '<', '<=', '>', '>=').map((comparator) => ` AND sk ${comparator} :s`),
);
const dueCondition = fc.constantFrom('', '=', '<', '<=', '>', '>=').map((c) => (c === '' ? '' : ` AND due ${c} :n`));
const limit = fc.constantFrom({}, { Limit: 1 }, { Limit: 2 }, { Limit: 3 });

type Call = readonly [operation: string, input: object];

const tableQuery = fc.tuple(sortCondition, partition, sortText, limit).map(([rest, S, sort, more]): object => ({
  ...{ TableName, ...more, ConsistentRead: true },
  ...withPlaceholders({ KeyConditionExpression: `pk = :p${rest}` }, { ':p': { S }, ':s': { S: sort } }),
}));
const indexQuery = fc.tuple(dueCondition, sortText, fc.integer({ min: -12, max: 12 })).map(([rest, S, n]): object => ({
  ...{ TableName, IndexName: 'by-state' },
  ...withPlaceholders({ KeyConditionExpression: `st = :p${rest}` }, { ':p': { S }, ':n': { N: String(n) } }),
}));

const apiCall: fc.Arbitrary<Call> = fc.oneof(
  { weight: 3, arbitrary: put.map((input): Call => ['PutItem', input]) },
  { weight: 5, arbitrary: change.map((input): Call => ['UpdateItem', input]) },
  key.map((Key): Call => ['GetItem', { TableName, Key }]),
  fc
    .array(
      fc.oneof(
        put.map((Put) => ({ Put })),
        change.map((Update) => ({ Update })),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((TransactItems): Call => ['TransactWriteItems', { TransactItems }]),
  { weight: 2, arbitrary: fc.oneof(tableQuery, indexQuery).map((input): Call => ['Query', input]) },
);

type Execute = (operation: string, input: object) => Promise<object>;

describe('random requests', () => {
  it('get the same answers from the simulated table as from the local DynamoDB', async () => {
    const counts: Record<string, number> = {};

    await fc.assert(
      fc.asyncProperty(fc.array(apiCall, { minLength: 1, maxLength: 50, size: 'max' }), async (calls) => {
        const reference = await startReferenceTable(options);
        const table = createStandaloneTable(options);
        for (const [operation, input] of calls) {
          const answer = await answerOf(async (name, request) => table.execute(name, request, 0), operation, input);
          // What the model refuses to answer is left out, so that the two tables stay alike.
          if (answer.startsWith('NotModelledError')) continue;
          const label = `${operation} ${answer.split(' ')[0]}`;
          counts[label] = (counts[label] ?? 0) + 1;
          expect({ operation, input, answer }).toEqual({
            ...{ operation, input },
            answer: await answerOf(reference.execute, operation, input),
          });
        }
        expect(table.items().map(canonical).toSorted()).toEqual((await reference.items()).map(canonical).toSorted());
        await reference.stop();
      }),
      { numRuns: isNightly ? 1_000 : 50, seed: 20261125 },
    );

    expect(expectedLabels.filter((label) => (counts[label] ?? 0) < 10)).toEqual([]);
  }, 60_000);
});

/** Answers that the random requests must have met, or the comparison says little. */
const expectedLabels = [
  ...['PutItem answers', 'PutItem ConditionalCheckFailedException', 'GetItem answers'],
  ...['UpdateItem answers', 'UpdateItem ConditionalCheckFailedException', 'UpdateItem ValidationException'],
  ...['TransactWriteItems answers', 'TransactWriteItems TransactionCanceledException', 'Query answers'],
];

/** @returns Text that is the same for the same answer; queries are followed to their last page. */
async function answerOf(execute: Execute, operation: string, input: object): Promise<string> {
  try {
    if (operation !== 'Query') return `answers ${canonical({ $metadata: {}, ...(await execute(operation, input)) })}`;
    return `answers ${canonical(await allItems(execute, input))}`;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Only the class of a ValidationException is promised, not its text.
    if (['ValidationException', 'NotModelledError'].includes(error.name)) return `${error.name} `;
    const reasons = error instanceof TransactionCanceledException ? comparable(error.CancellationReasons ?? []) : [];
    return `${error.name} ${canonical({ item: Reflect.get(error, 'Item'), reasons })}`;
  }
}

/** The local DynamoDB gives the first ValidationError alone, and none where a condition is not met. */
const comparable = (reasons: readonly CancellationReason[]): CancellationReason[] => {
  const refused = reasons.filter(({ Code }) => Code === 'ConditionalCheckFailed');
  const invalid = reasons.findIndex(({ Code }) => Code === 'ValidationError');
  return reasons.map((reason, index) => {
    if (reason.Code !== 'ValidationError') return reason;
    return { Code: refused.length === 0 && index === invalid ? 'ValidationError' : 'None' };
  });
};

async function allItems(execute: Execute, input: object): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page: { Items?: Item[]; LastEvaluatedKey?: Item } = await execute('Query', {
      ...input,
      ...(start ? { ExclusiveStartKey: start } : {}),
    });
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/** JSON with sorted names. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
