import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { MalformedItemError, isConditionFailure, isConflict, jsonText, readItem, toItem } from './items';

const schema = z.object({
  name: z.string(),
  revision: z.optional(z.number()),
  isSent: z.optional(z.boolean()),
  lease: z.optional(z.object({ untilMs: z.number() })),
});

const problemOf = (read: () => unknown): MalformedItemError => {
  try {
    read();
  } catch (error) {
    if (error instanceof MalformedItemError) return error;
  }
  throw new Error('It was read.');
};

describe('toItem and readItem', () => {
  it('read what was written', () => {
    const fields = { name: 'ä', revision: 0, isSent: false, lease: { untilMs: 1_764_073_500_000 } };

    const item = toItem(fields);

    expect(item).toEqual({
      name: { S: 'ä' },
      revision: { N: '0' },
      isSent: { BOOL: false },
      lease: { M: { untilMs: { N: '1764073500000' } } },
    });
    expect(readItem(schema, item, 'x')).toEqual(fields);
  });

  it('leave out undefined fields, and those that the schema does not know', () => {
    const item = toItem({ name: '', revision: undefined, mood: 'sunny' });

    expect(item).toEqual({ name: { S: '' }, mood: { S: 'sunny' } });
    expect(Object.keys(readItem(schema, item, 'x'))).toEqual(['name']);
  });

  it('do not compile for types that attributes lack', () => {
    // @ts-expect-error A list has no schema in these tables.
    expect(toItem({ list: [1] })).not.toHaveProperty('list.L');
    // @ts-expect-error Neither has null, also inside of an object.
    expect(() => toItem({ lease: { untilMs: null } })).toThrow(TypeError);
  });

  it('name missing and wrong attributes without values', () => {
    const item = {
      revision: { S: 'secret' },
      lease: { M: { untilMs: { S: 'secret' } } },
      isSent: { NULL: true as const },
    };

    const error = problemOf(() => readItem(schema, item, 'run#a'));

    expect(error.key).toBe('run#a');
    expect(error.problems).toEqual([
      'name is missing',
      'revision is wrong',
      'isSent is wrong',
      'lease.untilMs is wrong',
    ]);
    expect(error.message).not.toContain('secret');
  });
});

describe('jsonText', () => {
  const numbers = z.object({ numbers: jsonText(z.array(z.number())) });

  it('reads a value out of its text', () => {
    expect(readItem(numbers, toItem({ numbers: '[1]' }))).toEqual({ numbers: [1] });
  });

  it.each([
    ['has something else in it', { numbers: '["secret"]' }, 'numbers.0 is wrong'],
    ['is not JSON', { numbers: '{secret' }, 'numbers is wrong'],
    ['is missing', {}, 'numbers is missing'],
  ])('names an attribute that %s, without its value', (_case, fields, problem) => {
    const error = problemOf(() => readItem(numbers, toItem({ pk: 'a', sk: 'b', ...fields })));

    expect([error.key, error.problems]).toEqual(['a / b', [problem]]);
  });
});

const named = (name: string): Error => Object.assign(new Error('no'), { name });

const cancelled = (...codes: (string | undefined)[]): Error =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => (Code === undefined ? {} : { Code })),
  });

const condition = 'ConditionalCheckFailed';

describe('a refused write', () => {
  it.each<[string, Error, 'condition' | 'conflict' | 'neither']>([
    ['a condition', new ConditionalCheckFailedException({ message: 'no', $metadata: {} }), 'condition'],
    ['the same by its name', named('ConditionalCheckFailedException'), 'condition'],
    ['a condition in a transaction', cancelled('None', condition), 'condition'],
    ['a condition beside a conflict', cancelled(condition, 'TransactionConflict'), 'condition'],
    ['a conflict', cancelled('TransactionConflict', 'None'), 'conflict'],
    ['a conflict with a reason that has no code', cancelled(undefined, 'TransactionConflict'), 'conflict'],
    ['throttling of one item', cancelled('None', 'ThrottlingError'), 'conflict'],
    ['a conflict outside of a transaction', named('TransactionConflictException'), 'conflict'],
    ['throttling', named('ThrottlingException'), 'conflict'],
    ['a bug beside a conflict', cancelled('TransactionConflict', 'ValidationError'), 'neither'],
    ['a cancellation without reasons', cancelled(), 'neither'],
    ['a missing grant', named('AccessDeniedException'), 'neither'],
  ])('is recognized: %s', (_case, error, expected) => {
    expect([isConditionFailure(error), isConflict(error) && !isConditionFailure(error)]).toEqual([
      expected === 'condition',
      expected === 'conflict',
    ]);
  });

  it('must be an error', () => {
    expect([isConditionFailure('x'), isConflict(undefined)]).toEqual([false, false]);
  });
});
