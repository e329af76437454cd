import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { corpus } from '../../../evidence/src/corpus/corpus';
import { corpusEvents, corpusNowMs } from '../../../evidence/src/corpus/corpus-events';
import { type LogEvent } from '../execution/event-row';
import { type QueryOptions, type QueryResult } from '../execution/query-options';
import { runQuery } from '../execution/run-query';
import { MalformedQueryError, QueryLimitError } from '../errors';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { createLogTable, runOnTables } from './log-table';
import { arbitraryEvent } from './testing/arbitrary-event';
import { arbitraryQuery } from './testing/arbitrary-query';
import { type Tape, tapes } from './testing/tape';

const options: fc.Arbitrary<QueryOptions> = fc.constantFrom<QueryOptions>(
  {},
  { limit: 2 },
  { startTime: 60, endTime: 240 },
  { endTime: 119, logGroupName: '/g/a', accountId: '1' },
  { startTime: 1, nowMs: 100_000 },
);

const chunkSizes = fc.constantFrom(1, 3, 7, 100);

const batches = fc.array(fc.array(tapes.map(arbitraryEvent), { maxLength: 16 }), { minLength: 1, maxLength: 4 });

/** @returns undefined for the few that are not well formed. */
function parsed(tape: Tape): ParsedQuery | undefined {
  try {
    return parseQuery(arbitraryQuery(tape));
  } catch (error) {
    if (error instanceof MalformedQueryError) return undefined;
    throw error;
  }
}

const queries = tapes
  .map(parsed)
  .filter((query) => query !== undefined)
  .map((query) => Object.assign(query, { [fc.toStringMethod]: () => query.text }));

/** @returns The result, or the error that too many rows would be made. */
function outcomeOf(run: () => QueryResult): QueryResult | QueryLimitError {
  try {
    return run();
  } catch (error) {
    if (error instanceof QueryLimitError) return error;
    throw error;
  }
}

describe('LogTable', () => {
  it('answers as runQuery does, after any earlier queries and appended events', () => {
    const someQueries = fc.array(queries, { minLength: 1, maxLength: 3 });

    fc.assert(
      fc.property(batches, someQueries, options, chunkSizes, (arriving, asked, given, eventsPerChunk) => {
        const table = createLogTable({ eventsPerChunk });
        const events: LogEvent[] = [];
        for (const batch of arriving) {
          table.append(batch);
          events.push(...batch);
          for (const query of asked) {
            const expected = outcomeOf(() => runQuery({ query, events, ...given }));

            expect(outcomeOf(() => table.run({ query, ...given }))).toEqual(expected);
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('answers so after events were dropped, too', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 });

    fc.assert(
      fc.property(batches, queries, moments, chunkSizes, (arriving, query, dropped, eventsPerChunk) => {
        const table = createLogTable({ eventsPerChunk });
        let events: readonly LogEvent[] = [];
        for (const [index, batch] of arriving.entries()) {
          const oldestMs = (dropped[index] ?? 0) * 60_000;
          table.append(batch);
          outcomeOf(() => table.run({ query }));
          table.dropBefore(oldestMs);
          events = [...events, ...batch].filter(({ timestamp }) => timestamp >= oldestMs);

          expect(table.eventCount).toBe(events.length);
          expect(outcomeOf(() => table.run({ query }))).toEqual(outcomeOf(() => runQuery({ query, events })));
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('lists events by time, those of one time as they came', () => {
    const range = fc.record({ startMs: fc.constantFrom(-1e9, 60_000), endMs: fc.constantFrom(90_000, 1e16) });

    fc.assert(
      fc.property(batches, chunkSizes, range, (arriving, eventsPerChunk, { startMs, endMs }) => {
        const table = createLogTable({ eventsPerChunk });
        for (const batch of arriving) table.append(batch);
        const events = arriving.flat().filter(({ timestamp }) => timestamp >= startMs && timestamp < endMs);

        expect([...table.events({ startMs, endMs })]).toEqual(
          events.sort((left, right) => left.timestamp - right.timestamp),
        );
      }),
    );
  });

  it.each(corpus)('answers $query', ({ query }) => {
    const table = createLogTable({ eventsPerChunk: 10 });
    table.append(corpusEvents);
    const given = { nowMs: corpusNowMs, accountId: '123456789012', logGroupName: '/aws/lambda/bot' };

    const answers = [table.run({ query, ...given }), table.run({ query, ...given })];

    const expected = runQuery({ query, events: corpusEvents, ...given });
    expect(answers).toEqual([expected, expected]);
  });
});

describe('runOnTables', () => {
  it('answers as runQuery does for the events of all tables, each in its log group', () => {
    fc.assert(
      fc.property(batches, queries, options, chunkSizes, (groups, query, given, eventsPerChunk) => {
        const names = ['/g/a', '/g/b', undefined, '/h'];
        const tables = groups.map((events, index) => {
          const logGroupName = names[index];
          const table = createLogTable({ eventsPerChunk, ...(logGroupName !== undefined && { logGroupName }) });
          table.append(events);
          return table;
        });
        const events = groups.flatMap((group, index) => {
          const logGroupName = names[index];
          return group.map((event) => (logGroupName === undefined ? event : { logGroupName, ...event }));
        });

        const expected = outcomeOf(() => runQuery({ query, events, ...given }));

        expect(outcomeOf(() => runOnTables(query, tables, given))).toEqual(expected);
      }),
      { numRuns: runs(500) },
    );
  });
});
