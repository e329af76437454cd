import * as z from 'zod';

import { checkRecord, checkRecords } from './check-records';
import { SavedRecordError } from './errors';

const form = z.looseObject({
  name: z.string(),
  sizes: z.array(z.int().min(0)).min(1).optional(),
  kind: z.enum(['a', 'b']).optional(),
  tag: z.string().regex(/^\d+$/).optional(),
  pair: z.tuple([z.number(), z.boolean()]).optional(),
});

describe('checkRecords', () => {
  it('gives the records themselves, with what their form does not name, and takes the absence of what is optional', () => {
    const records = [
      { name: 'x', later: 1 },
      { name: 'y', sizes: [1], kind: 'a' },
    ];

    expect(checkRecords(records, () => form)).toBe(records);
  });

  it('chooses the form by the record and its index', () => {
    const seen: unknown[] = [];

    checkRecords(['x', 'y'], (record, index) => {
      seen.push([record, index]);
      return z.string();
    });

    expect(seen).toEqual([
      ['x', 0],
      ['y', 1],
    ]);
  });

  it.each<[string, unknown]>([
    ['it must be an object, and is null', null],
    ['it must be an object, and is 5', 5],
    ['it must be an object, and is a text of 6 characters', 'secret'],
    ['its field "name" must be a text, and is missing', { x: 1 }],
    ['its field "name" must be a text, and is a list of 2', { name: [1, 2] }],
    ['its field "name" must be a text, and is an empty object', { name: {} }],
    [
      'its field "name" must be a text, and is an object with a, b, c, d, e, …',
      { name: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 } },
    ],
    ['its field "sizes.1" must be a whole number, and is 1.5', { name: 'x', sizes: [1, 1.5] }],
    ['its field "sizes.0" must be at least 0, and is -1', { name: 'x', sizes: [-1] }],
    ['its field "sizes" must be at least 1 long, and is a list of 0', { name: 'x', sizes: [] }],
    ['its field "kind" must be "a" or "b", and is a text of 1 characters', { name: 'x', kind: 'c' }],
    ['its field "tag" must match /^\\d+$/, and is a text of 3 characters', { name: 'x', tag: 'ten' }],
    ['its field "pair.1" must be true or false, and is 0', { name: 'x', pair: [1, 0] }],
  ])('refuses a record: %s', (problem, record) => {
    const refused = () => checkRecords([{ name: 'x' }, record], () => form);

    expect(refused).toThrow(new SavedRecordError(2, problem));
  });

  it('says what is wrong under the alternative that was meant', () => {
    const either = z.union([
      z.strictObject({ queue: z.object({ name: z.string() }) }),
      z.strictObject({ message: z.object({ body: z.string() }) }),
    ]);

    expect(() => checkRecord({ message: { body: 1 } }, 0, either)).toThrow(
      'record 1: its field "message.body" must be a text, and is 1',
    );
    expect(() => checkRecord({ queue: {} }, 0, either)).toThrow(
      'record 1: its field "queue.name" must be a text, and is missing',
    );
  });

  it('misses a record that must be there', () => {
    expect(() => checkRecord([][0], 0, form)).toThrow(new SavedRecordError(1, 'it is missing'));
  });
});
