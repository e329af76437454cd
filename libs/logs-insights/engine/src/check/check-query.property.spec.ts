import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { checkQuery } from './check-query';
import { type MetricSchema } from './metric-schema';

const schema: MetricSchema = {
  fields: {
    flag: { type: 'boolean' },
    level: { type: 'number', integer: true, minimum: 0, maximum: 5 },
    kind: { type: 'text', values: ['a', 'b', 'ab', ''] },
    name: { type: 'text', pattern: '^[a-c]{1,3}$' },
    'chat.id': { type: 'any' },
  },
};

const words =
  'fields filter stats sort limit dedup parse unnest by as and or not in like ( ) [ ] , | | + - * / = != < ' +
  '"a" "true" 1 0 flag level kind name chat.id chat kin-d unknown count(*) sum( max( ispresent( if( coalesce( jsonParse( ' +
  'bin(5m) /a/ `x y` n desc into @message @timestamp';
const wordStreams = fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 25 }).map((stream) => stream.join(' '));
const anyTexts = fc.oneof(
  fc.string({ unit: 'binary' }),
  wordStreams,
  fc
    .tuple(fc.constantFrom('filter', 'fields', 'stats count(*) by', 'sort', 'unnest'), wordStreams)
    .map((parts) => parts.join(' ')),
);

describe('checkQuery', () => {
  it('takes any text, and points into it', () => {
    fc.assert(
      fc.property(anyTexts, fc.boolean(), (query, allowsOthers) => {
        for (const { message, location } of checkQuery(query, { ...schema, allowsOthers })) {
          expect(message).not.toBe('');
          expect(location.startCharOffset).toBeGreaterThanOrEqual(0);
          expect(location.endCharOffset).toBeGreaterThanOrEqual(location.startCharOffset);
          expect(location.endCharOffset).toBeLessThanOrEqual(query.length);
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
