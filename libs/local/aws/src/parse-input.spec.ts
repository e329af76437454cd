import * as z from 'zod/mini';

import { parseInput } from './parse-input';

const schema = z.object({
  Name: z.string().check(z.maxLength(3), z.regex(/^[a-z]+$/)),
  Type: z.optional(z.enum(['String', 'List'])),
  logEvents: z.optional(z.array(z.object({ message: z.string().check(z.minLength(1)) }))),
});

describe('parseInput', () => {
  it.each<[string, object, string]>([
    ['is missing', {}, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    ['is null', { Name: null }, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    [
      'is of another type',
      { Name: 5 },
      "Value '5' at 'name' failed to satisfy constraint: Member must be of the type string",
    ],
    [
      'is too long',
      { Name: 'abcd' },
      "Value 'abcd' at 'name' failed to satisfy constraint: Member must have length less than or equal to 3",
    ],
    [
      'fits no pattern',
      { Name: 'A' },
      "Value 'A' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]+$",
    ],
    [
      'is none of the values',
      { Name: 'a', Type: 'x' },
      "Value 'x' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, List]",
    ],
    [
      'stands in a list',
      { Name: 'a', logEvents: [{ message: '' }] },
      "Value '' at 'logEvents.1.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('names a member that %s as AWS does', (_title, input, expected) => {
    expect(() => parseInput(schema, input, 'InvalidInput')).toThrow(
      expect.objectContaining({ code: 'InvalidInput', message: `1 validation error detected: ${expected}` }),
    );
  });
});
