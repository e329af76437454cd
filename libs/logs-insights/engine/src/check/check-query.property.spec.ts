import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { runQuery } from '../execution/run-query';
import { conditions, conformingEvents, variedSchema } from './testing/arbitrary-conditions';
import { checkQuery } from './check-query';

const events = fc.sample(conformingEvents, { numRuns: 120, seed: 11 });

const rowCountOf = (query: string): number => runQuery({ query, events, limit: 1000 }).rows.length;

const messagesOf = (query: string): readonly string[] => checkQuery(query, variedSchema).map(({ message }) => message);

/** Many of these are true of everything. */
const completeConditions = conditions.map((condition) => `${condition} or not (${condition})`);

/** A comparison with what stats gave, in numbers of the order of those. */
const havings = fc
  .tuple(
    fc.constantFrom(
      'n',
      'levels',
      'lowest',
      'share',
      'last',
      'p50',
      'spread',
      'present',
      'n * 2',
      'levels / n',
      'kind',
      'k',
    ),
    fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    fc.constantFrom('0', '1', '-1', '0.5', '2', '5', '6', '1000000', '"a"', '"z"'),
  )
  .map((parts) => parts.join(' '));

const stats =
  'stats count(*) as n, sum(level) as levels, min(ratio) as lowest, avg(flag) as share, latest(kind) as last, ' +
  'pct(step, 50) as p50, stddev(level) as spread, count(name) as present';

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

  it('says that a filter always matches only where every event passes it', () => {
    let saidCount = 0;
    fc.assert(
      fc.property(fc.oneof(conditions, completeConditions), (condition) => {
        const query = `filter ${condition}`;
        if (!messagesOf(query).some((message) => message.includes('the filter always matches'))) return;
        saidCount += 1;

        expect(rowCountOf(query)).toBe(events.length);
      }),
      { numRuns: runs(500) },
    );
    expect(saidCount).toBeGreaterThan(runs(500) / 25);
  });

  it('says that a part of a filter is never true only where no event passes that part', () => {
    let saidCount = 0;
    fc.assert(
      fc.property(conditions, (condition) => {
        for (const message of messagesOf(`filter ${condition}`)) {
          const part = /, so (.*) is never true;/.exec(message)?.[1];
          // The message cuts off what is long, and after other conditions the part alone can be true.
          if (part === undefined || part.includes('…') || /after the conditions|as a condition/.test(message)) continue;
          saidCount += 1;

          expect([part, rowCountOf(`filter ${part}`)]).toEqual([part, 0]);
        }
      }),
      { numRuns: runs(500) },
    );
    expect(saidCount).toBeGreaterThan(runs(500) / 10);
  });

  it.each(['', ' by kind', ' by kind, toupper(name) as k'])(
    'says that a filter after stats%s can never match, or always does, only where that is so',
    (groups) => {
      let saidCount = 0;
      fc.assert(
        fc.property(conditions, fc.array(havings, { minLength: 1, maxLength: 2 }), (condition, parts) => {
          const having = parts.join(' and ');
          const before = `filter ${condition} | ${stats}${groups}`;
          const names = having.match(/\bk(?:ind)?\b/g) ?? [];
          fc.pre(names.every((name) => groups.includes(name)));
          const messages = messagesOf(`${before} | filter ${having}`);
          const isAboutHaving = !messagesOf(before).some((message) => message.includes('never match'));
          const isDead = isAboutHaving && messages.some((message) => message.includes('the filter can never match'));
          const isIdle = messages.some((message) => message.startsWith(`${having} is always true`));
          saidCount += Number(isDead || isIdle);

          if (isDead) expect(rowCountOf(`${before} | filter ${having}`)).toBe(0);
          if (isIdle) expect(rowCountOf(`${before} | filter ${having}`)).toBe(rowCountOf(before));
        }),
        { numRuns: runs(150) },
      );
      expect(saidCount).toBeGreaterThan(runs(150) / 15);
    },
  );
});
