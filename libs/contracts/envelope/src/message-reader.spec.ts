import * as z from 'zod/mini';

import { nonEmpty, wholeNumber } from './fields';
import { messageReader } from './message-reader';

const read = messageReader(
  'things',
  z.object({
    schemaVersion: z.literal(1),
    colour: z.enum(['red', 'blue']),
    title: nonEmpty,
    count: wholeNumber,
    size: z.union([z.literal('any'), z.number()]),
    sender: z.discriminatedUnion('type', [
      z.object({ type: z.literal('chat') }),
      z.object({ type: z.literal('mail') }),
    ]),
    parts: z.array(z.string()).check(z.maxLength(2)),
    options: z.strictObject({}),
  }),
);

const good = {
  ...{ schemaVersion: 1, colour: 'red', title: 'a', count: 1, size: 'any', parts: [] },
  ...{ sender: { type: 'chat' }, options: {} },
};

describe('a malformed message', () => {
  it.each([
    [{ colour: 'secret' }, 'colour: expected "red" or "blue", got string of 6'],
    [{ colour: undefined }, 'colour: expected "red" or "blue", got nothing'],
    [{ title: '' }, 'title: expected 1 characters or more, got string of 0'],
    [{ title: null }, 'title: expected string, got null'],
    [{ count: -1 }, 'count: expected 0 or more, got number'],
    [{ count: 1.5 }, 'count: expected int, got fraction'],
    [{ size: true }, 'size: expected "any" or number, got boolean'],
    [{ sender: { type: 'secret' } }, 'sender.type: expected "chat" or "mail", got string of 6'],
    [{ sender: 1 }, 'sender: expected object, got number'],
    [{ parts: ['a', 'b', 'c'] }, 'parts: expected 2 entries or less, got array of 3'],
    [{ parts: ['a', 1] }, 'parts.1: expected string, got number'],
    [{ options: { more: 'secret' } }, 'options: expected no "more", got object'],
  ])('fails with its field, the allowed values and the kind of value it got: %j', (wrong, sentence) => {
    expect(() => read({ ...good, ...wrong })).toThrow(`Not a things message: ${sentence}. Compare the sender`);
  });

  it('fails with every wrong field', () => {
    expect(() => read({ ...good, title: 1, count: '1' })).toThrow(
      'title: expected string, got number; count: expected number, got string of 1.',
    );
  });

  it.each([
    ['[]', 'message: expected object, got array of 0'],
    ['1', 'message: expected object, got number'],
    ['{', 'message: not valid JSON'],
  ])('is not an object: %s', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });
});
