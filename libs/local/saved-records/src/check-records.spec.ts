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
    ['the whole: expected object, got null', null],
    ['the whole: expected object, got number', 5],
    ['the whole: expected object, got string of 6', 'secret'],
    ['name: expected string, got nothing', { x: 1 }],
    ['name: expected string, got array of 2', { name: [1, 2] }],
    ['name: expected string, got object', { name: {} }],
    ['sizes.1: expected int, got fraction', { name: 'x', sizes: [1, 1.5] }],
    ['sizes.0: expected 0 or more, got number', { name: 'x', sizes: [-1] }],
    ['sizes: expected 1 entries or more, got array of 0', { name: 'x', sizes: [] }],
    ['kind: expected "a" or "b", got string of 1', { name: 'x', kind: 'c' }],
    ['pair.1: expected boolean, got number', { name: 'x', pair: [1, 0] }],
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
      'record 1: message.body: expected string, got number',
    );
    expect(() => checkRecord({ queue: {} }, 0, either)).toThrow('record 1: queue.name: expected string, got nothing');
  });

  it('misses a record that must be there', () => {
    expect(() => checkRecord([][0], 0, form)).toThrow(new SavedRecordError(1, 'it is missing'));
  });
});
