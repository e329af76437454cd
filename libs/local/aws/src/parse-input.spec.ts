import * as z from 'zod/mini';

import { parseInput } from './parse-input';

const schema = z.object({ Name: z.string(), Entries: z.optional(z.array(z.object({ Id: z.string() }))) });

const parse = (input: object) =>
  parseInput(schema, { operation: 'PutName', body: Buffer.from(JSON.stringify(input)) }, 'InvalidInput');

describe('parseInput', () => {
  it('takes null for missing', () => {
    expect(parse({ Name: 'a', Entries: null, Other: null })).toEqual({ Name: 'a' });
  });

  it.each([
    ['that is missing', {}, 'the parameter Name of PutName is missing or wrong'],
    ['of another type', { Name: 5 }, 'the parameter Name of PutName is missing or wrong'],
    ['within a list', { Name: 'a', Entries: [{}] }, 'the parameter Entries.0.Id of PutName is missing or wrong'],
    ['that is not emulated', { Name: 'a', Tags: [] }, 'does not emulate the parameter Tags of PutName'],
  ])('names a member %s', (_which, input, message) => {
    expect(() => parse(input)).toThrow(
      expect.objectContaining({ name: 'InvalidInput', message: expect.stringContaining(message) }),
    );
  });
});
