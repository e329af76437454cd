import { MalformedQueryError } from '../errors';
import { parseQuery } from '../parser/parse-query';
import { type LogEvent } from './event-row';
import { type QueryRun, runQuery } from './run-query';

const startMs = Date.parse('2026-11-25T12:00:00Z');

const eventOf = (message: string | object, overrides: Partial<LogEvent> = {}): LogEvent => ({
  timestamp: startMs,
  message: typeof message === 'string' ? message : JSON.stringify(message),
  ...overrides,
});

/** Rows as objects, without @ptr. */
const rowsOf = (query: string, events: readonly LogEvent[], overrides: Partial<QueryRun> = {}) =>
  runQuery({ query, events, ...overrides }).rows.map((row) =>
    Object.fromEntries(row.filter(({ field }) => field !== '@ptr').map(({ field, value }) => [field, value])),
  );

const usage = [
  eventOf({ is_group: true, chat_type: 'supergroup', ms: 12.5, user: 'a', nested: { list: [{ id: 7 }] } }),
  eventOf({ is_group: 1, chat_type: 'group', ms: 7.25, user: 'b' }, { timestamp: startMs + 61_000 }),
  eventOf({ is_group: false, chat_type: 'private', ms: 3, user: 'a' }, { timestamp: startMs + 120_000 }),
  eventOf({ is_group: 0, chat_type: 'private', user: 'c', 'a.b': 'x' }, { timestamp: startMs + 180_500 }),
  eventOf('no fields here', { timestamp: startMs + 240_000 }),
];

describe('runQuery', () => {
  const table: readonly [query: string, rows: readonly Record<string, string>[]][] = [
    ['filter (is_group=1) | stats count(*) as calls', [{ calls: '2' }]],
    ['filter (is_group=0) | stats count(*) as calls', [{ calls: '2' }]],
    ['filter is_group = true | stats count() as n', [{ n: '2' }]],
    ['filter is_group = "true" | stats count() as n', [{ n: '0' }]],
    ['FILTER is_group | STATS COUNT(*) AS n', [{ n: '2' }]],
    ['filter not ispresent(is_group) | stats count(*) as n', [{ n: '1' }]],
    ['filter !ispresent(is_group) or ms > 10 | stats count(*) as n', [{ n: '2' }]],
    ['filter ms != 3 | stats count(*) as n', [{ n: '2' }]],
    ['filter not ms = 3 | stats count(*) as n', [{ n: '4' }]],
    ['filter chat_type in ["group", "supergroup"] | stats count(*) as n', [{ n: '2' }]],
    ['filter chat_type not in ["group"] | stats count(*) as n', [{ n: '3' }]],
    ['filter chat_type like "group" | stats count(*) as n', [{ n: '2' }]],
    ['filter chat_type not like "group" | stats count(*) as n', [{ n: '2' }]],
    ["filter chat_type =~ 'priv' and user = 'a' | stats count(*) as n", [{ n: '1' }]],
    ['filter ms >= 7.25 and ms < 12.5 | fields ms', [{ ms: '7.25' }]],
    ['filter nested.list.0.id = 7 | fields nested.list.0.id as id', [{ id: '7' }]],
    ['filter `a.b` = "x" | fields a.b', [{ 'a.b': 'x' }]],
    ['filter @message = "no fields here" | fields @message, ms', [{ '@message': 'no fields here' }]],
    [
      'stats sum(ms), avg(ms), min(ms), max(ms)',
      [{ 'sum(ms)': '22.75', 'avg(ms)': '7.5833', 'min(ms)': '3', 'max(ms)': '12.5' }],
    ],
    ['stats sum(nothing) as s, avg(nothing) as a, count(nothing) as c', [{ c: '0' }]],
    ['stats count_distinct(user) as users, count(*) as n', [{ users: '3', n: '5' }]],
    [
      'stats sum(is_group = 1) as groups, sum(chat_type = "private") / count(*) as share',
      [{ groups: '2', share: '0.4' }],
    ],
    ['stats sum(ms) as total, (total * 2) as twice', [{ total: '22.75', twice: '45.5' }]],
    ['stats count(*) as n by user | sort n desc, user | limit 2', [{ user: 'a', n: '2' }, { n: '1' }]],
    [
      'filter ispresent(user) | stats count(*) by bin(2m) as t',
      [
        { t: '2026-11-25 12:02:00.000', 'count(*)': '2' },
        { t: '2026-11-25 12:00:00.000', 'count(*)': '2' },
      ],
    ],
    ['stats count(*) as n by chat_type | filter n > 1 | display chat_type', [{ chat_type: 'private' }]],
    ['stats count(*) as n by chat_type | stats max(n) as most, count(*) as kinds', [{ most: '2', kinds: '4' }]],
    [
      'stats count(*) as n by @timestamp | stats sum(n) as s by bin(1h)',
      [{ 'bin(1h)': '2026-11-25 12:00:00.000', s: '5' }],
    ],
    ['stats count(*) as n | filter user = "a"', [{ n: '2' }]],
    ['stats count(*) as n by bin(1h) | sort @timestamp desc', [{ 'bin(1h)': '2026-11-25 12:00:00.000', n: '5' }]],
    ['stats count(*) by user | sort count(*) desc | limit 1', [{ user: 'a', 'count(*)': '2' }]],
    [
      'fields user, ms | sort ms desc | limit 2',
      [
        { user: 'a', ms: '12.5' },
        { user: 'b', ms: '7.25' },
      ],
    ],
    ['limit 1 | fields user | sort ms desc', [{ user: 'a' }]],
    ['fields user | filter ispresent(user) | dedup user', [{ user: 'c' }, { user: 'a' }, { user: 'b' }]],
    ['limit 3 | filter user = "b" | fields user', []],
    ['fields ms * 2 + 1 as x, ms | filter x > 20', [{ x: '26', ms: '12.5' }]],
    ['fields strlen(@message) as n | sort n | limit 1', [{ n: '14' }]],
    ['fields toupper(user) as u, concat(user, "-", chat_type) as c | filter ms = 3', [{ u: 'A', c: 'a-private' }]],
    ['fields coalesce(ms, "none") as c | display c | limit 2', [{ c: 'none' }, { c: 'none' }]],
    ['filter ms = 3 | fields user | display ms as m, if(ms > 2, "big", "small") as size', [{ m: '3', size: 'big' }]],
    ['# a comment\nfilter ms = 3 # another | fields x\n| fields user', [{ user: 'a' }]],
    ['fields -2 ^ 2 as a, 2 ^ 3 ^ 2 as b, 7 % 4 * 2 - 1 as c, 1/0 as d | limit 1', [{ a: '4', b: '512', c: '5' }]],
    ['fields 1 = 1 or 1 = 2 and 1 = 2 as a | limit 1', [{ a: '1' }]],
    ['fields abs(-3) as a, ceil(1.2) as b, floor(-1.2) as c | limit 1', [{ a: '3', b: '2', c: '-2' }]],
  ];

  it.each(table)('answers %s', (query, rows) => {
    const answer = rowsOf(query, usage);

    expect(answer).toEqual(rows);
  });

  it('shows time and message, newest first, when the query names no columns', () => {
    const { rows } = runQuery({ query: 'filter user = "a"', events: usage });

    expect(rows.map((row) => row.map(({ field }) => field))).toEqual([
      ['@timestamp', '@message', '@ptr'],
      ['@timestamp', '@message', '@ptr'],
    ]);
    expect(rows[0]?.[0]?.value).toBe('2026-11-25 12:02:00.000');
  });

  it('gives raw rows a pointer and aggregated rows none', () => {
    const pointers = runQuery({ query: 'fields user', events: usage }).rows.map((row) => row.at(-1));
    const [aggregated] = runQuery({ query: 'stats count(*)', events: usage }).rows;

    expect(new Set(pointers.map((cell) => cell?.value)).size).toBe(5);
    expect(pointers.every((cell) => cell?.field === '@ptr')).toBe(true);
    expect(aggregated).toEqual([{ field: 'count(*)', value: '5' }]);
  });

  it('includes both ends of the range, the last second to its last millisecond', () => {
    const events = [-1, 0, 1999, 2000].map((offset) => eventOf('x', { timestamp: startMs + offset }));

    const { statistics } = runQuery({
      query: 'stats count(*)',
      events,
      startTime: startMs / 1000,
      endTime: startMs / 1000 + 1,
    });

    expect(statistics.recordsScanned).toBe(2);
  });

  it('counts what it scanned in UTF-8 bytes and what passed the filters before limit and stats', () => {
    const events = [eventOf('ä€😀'), eventOf('match')];

    const { statistics } = runQuery({ query: 'filter @message = "match" | stats count(*)', events });

    expect(statistics).toEqual({ recordsMatched: 1, recordsScanned: 2, bytesScanned: 9 + 5 });
  });

  it('gives one row with 0 for a count over nothing, and no row for groups over nothing', () => {
    expect(rowsOf('stats count(*) as n', [])).toEqual([{ n: '0' }]);
    expect(rowsOf('stats count(*) as n by user', [])).toEqual([]);
  });

  it.each([
    ['limit 3', 2, 2],
    ['limit 3', undefined, 3],
    ['fields user', 4, 4],
  ])('takes the smaller of the limits: %s and %s', (query, limit, rowCount) => {
    expect(rowsOf(query, usage, limit === undefined ? {} : { limit })).toHaveLength(rowCount);
  });

  it('gives 10,000 rows at most unless the query asks for more', () => {
    const events = Array.from({ length: 10_001 }, (_, index) => eventOf('x', { timestamp: startMs + index }));

    expect(rowsOf('fields @message', events)).toHaveLength(10_000);
    expect(rowsOf('fields @message | limit 20000', events)).toHaveLength(10_001);
  });

  it('knows the log group, the stream and the time of ingestion', () => {
    const events = [eventOf('x', { ingestionTime: startMs + 5, logStream: 'stream' })];

    const rows = rowsOf('fields @log, @logStream, @ingestionTime', events, { logGroupName: '/g', accountId: '1' });

    expect(rows).toEqual([{ '@log': '1:/g', '@logStream': 'stream', '@ingestionTime': '2026-11-25 12:00:00.005' }]);
  });

  it('keeps groups apart that miss different values', () => {
    const events = [eventOf({ a: 'x' }), eventOf({ b: 'x' }), eventOf({ a: 'x', b: '' }), eventOf({})];

    const rows = rowsOf('stats count(*) as n by a, b', events);

    expect(rows).toEqual([{ a: 'x', n: '1' }, { b: 'x', n: '1' }, { a: 'x', b: '', n: '1' }, { n: '1' }]);
  });

  it('takes a parsed query, refuses a malformed one and a limit that is none', () => {
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

  it('shows numbers as written, computed ones rounded, and keeps every digit of a whole extreme', () => {
    const events = [eventOf('{"id":12345678901234567891,"price":1.50}')];

    expect(rowsOf('fields id, price, price * 1 as p', events)).toEqual([
      { id: '12345678901234567891', price: '1.50', p: '1.5' },
    ]);
    expect(rowsOf('stats max(id) as id, max(price) as p', events)).toEqual([{ id: '12345678901234567891', p: '1.5' }]);
  });

  it('makes no text longer than an event can be', () => {
    const events = [eventOf('x'.repeat(100_000))];
    const query = `fields strlen(replace(@message, "x", "${'y'.repeat(5000)}")) as n, strlen(@message) as m | display n, m`;

    expect(rowsOf(query, events)).toEqual([{ m: '100000' }]);
  });

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
