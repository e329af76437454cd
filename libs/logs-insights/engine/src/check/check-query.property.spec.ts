import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { runQuery } from '../execution/run-query';
import { checkQuery } from './check-query';
import { conditions, conformingEvents, variedSchema } from './testing/arbitrary-conditions';

const events = fc.sample(conformingEvents, { numRuns: 120, seed: 11 });

const rowCountOf = (query: string): number => runQuery({ query, events, limit: 1000 }).rows.length;

const messagesOf = (query: string): readonly string[] => checkQuery(query, variedSchema).map(({ message }) => message);

const words =
  'fields filter stats sort limit dedup parse unnest accum addtotals by as and or not in like ( ) [ ] , | | + - * / = != < ' +
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
        for (const { message, location } of checkQuery(query, { ...variedSchema, allowsOthers })) {
          expect(message).not.toBe('');
          expect(location.startCharOffset).toBeGreaterThanOrEqual(0);
          expect(location.endCharOffset).toBeGreaterThanOrEqual(location.startCharOffset);
          expect(location.endCharOffset).toBeLessThanOrEqual(query.length);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('says that filters can never match only where no event that follows the schema passes them', () => {
    let saidCount = 0;
    fc.assert(
      fc.property(fc.array(conditions, { minLength: 1, maxLength: 3 }), (filters) => {
        const query = filters.map((condition) => `filter ${condition}`).join(' | ');
        if (!messagesOf(query).some((message) => message.includes('the filter can never match'))) return;
        saidCount += 1;

        expect(rowCountOf(query)).toBe(0);
      }),
      { numRuns: runs(500) },
    );
    expect(saidCount).toBeGreaterThan(runs(500) / 10);
  });

  it('says that a part of a filter is never true only where no event passes that part', () => {
    let saidCount = 0;
    fc.assert(
      fc.property(conditions, (condition) => {
        for (const message of messagesOf(`filter ${condition}`)) {
          const part = /, so (.*) is never true;/.exec(message)?.[1];
          if (part === undefined) continue;
          saidCount += 1;

          expect([part, rowCountOf(`filter ${part}`)]).toEqual([part, 0]);
        }
      }),
      { numRuns: runs(500) },
    );
    expect(saidCount).toBeGreaterThan(0);
  });
});
