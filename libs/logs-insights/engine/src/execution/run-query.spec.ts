import { MalformedQueryError } from '../errors';
import { parseQuery } from '../parser/parse-query';
import { type LogEvent } from './event-row';
import { type QueryRun, runQuery } from './run-query';

const eventOf = (message: string | object, overrides: Partial<LogEvent> = {}): LogEvent => ({
  timestamp: 0,
  message: typeof message === 'string' ? message : JSON.stringify(message),
  ...overrides,
});

/** Rows as objects, without @ptr. */
const rowsOf = (query: string, events: readonly LogEvent[], overrides: Partial<QueryRun> = {}) =>
  runQuery({ query, events, ...overrides }).rows.map((row) =>
    Object.fromEntries(row.filter(({ field }) => field !== '@ptr').map(({ field, value }) => [field, value])),
  );

const usage = [1, 2, 3, 4, 5].map((n) => eventOf({ user: 'a', n }));

/** What is known of the language is tested by its statements; this is about the rest. */
describe('runQuery', () => {
  it('gives raw rows a pointer and aggregated rows none', () => {
    const pointers = runQuery({ query: 'fields user', events: usage }).rows.map((row) => row.at(-1));
    const [aggregated] = runQuery({ query: 'stats count(*)', events: usage }).rows;

    expect(new Set(pointers.map((cell) => cell?.value)).size).toBe(5);
    expect(pointers.every((cell) => cell?.field === '@ptr')).toBe(true);
    expect(aggregated).toEqual([{ field: 'count(*)', value: '5' }]);
  });

  it.each([
    ['limit 3', 2, 2],
    ['limit 3', undefined, 3],
    ['fields user', 4, 4],
  ])('takes the smaller of the limits: %s and %s', (query, limit, rowCount) => {
    expect(rowsOf(query, usage, limit === undefined ? {} : { limit })).toHaveLength(rowCount);
  });

  it('keeps groups apart that miss different values', () => {
    const events = [eventOf({ a: 'x' }), eventOf({ b: 'x' }), eventOf({ a: 'x', b: '' }), eventOf({})];

    const rows = rowsOf('stats count(*) as n by a, b', events);

    expect(rows).toEqual([{ a: 'x', n: '1' }, { b: 'x', n: '1' }, { a: 'x', b: '', n: '1' }, { n: '1' }]);
  });

  it('takes a parsed query, refuses a malformed one and an invalid limit', () => {
    expect(runQuery({ query: parseQuery('stats count(*)'), events: usage }).rows).toHaveLength(1);
    expect(() => runQuery({ query: 'stats', events: [] })).toThrow(MalformedQueryError);
    expect(() => runQuery({ query: 'stats count(*)', events: [], limit: 0 })).toThrow(RangeError);
  });

  it('survives events without a time or with an impossible one', () => {
    const events = [
      eventOf('x', { timestamp: Number.NaN }),
      eventOf('y', { timestamp: 9e15, ingestionTime: Infinity }),
    ];

    const rows = rowsOf('fields @timestamp, @ingestionTime, @message', events);

    expect(rows).toEqual([{ '@message': 'y' }]);
  });

  if (isNightly)
    it('takes events of extreme length', () => {
      const long = 'x'.repeat(20 * 1024 * 1024);

      const rows = rowsOf('filter @message like "xy" | fields strlen(@message) as length | display length', [
        eventOf(long),
        eventOf(`${long}y`),
      ]);

      expect(rows).toEqual([{ length: String(long.length + 1) }]);
    });

  it('takes aliases of aliases of aliases', () => {
    const aliases = Array.from({ length: 200 }, (_, index) => `v${index} + v${index} as v${index + 1}`);
    const query = `fields index + 0 as v0, ${aliases.join(', ')} | filter v9 > 1000 | stats count(*) as n, max(v20) as m`;

    expect(
      rowsOf(
        query,
        [0, 1, 2].map((index) => eventOf({ index })),
      ),
    ).toEqual([{ n: '1', m: String(2 * 2 ** 20) }]);
  });

  it('sums to the last digit, and keeps of equal numbers the one that comes first', () => {
    const events = ['1e16', '1', '-1e16', '1.0', '0.1'].map((a) => eventOf(`{"a":${a},"b":${a.length}}`));

    expect(rowsOf('stats sum(a) as s, avg(a) as m by b > 0 | stats max(s) as s, max(m) as m', events)).toEqual([
      { s: '2.1', m: '0.42' },
    ]);
    expect(rowsOf('filter a < 2 and a > 0.5 | stats sortsLast(a) as last, sortsFirst(a) as first', events)).toEqual([
      { last: '1.0', first: '1' },
    ]);
  });

  it('gives each row only what was made of it', () => {
    const query =
      'parse @message "*: *" as before, after | fields concat(b, "!") as b | stats count(*) as n by b, after';

    expect(rowsOf(query, [eventOf('{"b":"x"}: y'), eventOf('{"b":"z"}'), eventOf('-')])).toEqual([
      { b: 'x!', after: 'y', n: '1' },
      { b: 'z!', n: '1' },
      { n: '1' },
    ]);
  });

  if (isNightly)
    it('does not hang on hundreds of thousands of events', () => {
      const message = JSON.stringify({ _aws: { CloudWatchMetrics: [{ Metrics: [] }] }, is_group: 1, user: 'a', ms: 1 });
      const events = Array.from({ length: 200_000 }, (_, index) => ({ timestamp: index, message }));
      const before = process.cpuUsage();

      const rows = rowsOf('filter is_group = 1 | stats sum(ms) as s by user', events);

      expect(rows).toEqual([{ user: 'a', s: '200000' }]);
      // Of this process alone, and tens of times what it takes: quadratic time would be minutes.
      expect(process.cpuUsage(before).user / 1_000).toBeLessThan(20_000);
    });
});
