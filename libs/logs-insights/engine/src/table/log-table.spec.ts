import { type LogEvent } from '../execution/event-row';
import { runQuery } from '../execution/run-query';
import { QueryLimitError } from '../errors';
import { createLogTable, runOnTables } from './log-table';

const startMs = Date.parse('2026-11-25T12:00:00Z');

const eventOf = (index: number, overrides: Partial<LogEvent> = {}): LogEvent => ({
  timestamp: startMs + index * 1000,
  message: JSON.stringify({ index, kind: index % 3, text: 'x'.repeat(index % 5) }),
  ...overrides,
});

const someEvents = (count: number): readonly LogEvent[] => Array.from({ length: count }, (_, index) => eventOf(index));

describe('LogTable', () => {
  it('answers from the events so far, time and again', () => {
    const table = createLogTable();
    const query = 'filter kind = 1 | stats count(*) as n, max(index) as last';

    table.append(someEvents(4));
    const first = table.run({ query }).rows;
    table.append([eventOf(7), eventOf(4)]);
    const second = table.run({ query }).rows;

    expect(first).toEqual([
      [
        { field: 'n', value: '1' },
        { field: 'last', value: '1' },
      ],
    ]);
    expect(second).toEqual([
      [
        { field: 'n', value: '3' },
        { field: 'last', value: '7' },
      ],
    ]);
    expect(table.eventCount).toBe(6);
  });

  it('gives events back as they came', () => {
    const events = [
      eventOf(0, { logStream: 'a', ingestionTime: startMs }),
      eventOf(1, { logGroupName: '/other' }),
      eventOf(2, { message: 'ä' }),
      eventOf(3),
    ];
    const table = createLogTable({ eventsPerChunk: 3 });

    table.append(events);

    expect([...table.events()]).toEqual(events);
  });

  it('names its log group in events that name none', () => {
    const table = createLogTable({ logGroupName: '/g' });

    table.append([eventOf(0), eventOf(1, { logGroupName: '/other' })]);

    expect([...table.events()].map(({ logGroupName }) => logGroupName)).toEqual(['/g', '/other']);
    expect(table.run({ query: 'fields @log', accountId: '1' }).rows.map(([cell]) => cell?.value)).toEqual([
      '1:/other',
      '1:/g',
    ]);
  });

  it('keeps no event that is in no range of time', () => {
    const table = createLogTable();

    table.append([eventOf(0, { timestamp: NaN })]);

    expect(table.eventCount).toBe(0);
  });

  it('lists only what is asked for, the end not included', () => {
    const table = createLogTable({ eventsPerChunk: 2 });
    table.append(someEvents(10));

    const listed = [...table.events({ startMs: startMs + 3000, endMs: startMs + 6000 })];

    expect(listed).toEqual([eventOf(3), eventOf(4), eventOf(5)]);
  });

  it('drops what is older than a moment', () => {
    const table = createLogTable({ eventsPerChunk: 4 });
    table.append(someEvents(10));

    table.dropBefore(startMs + 5000);
    table.append([eventOf(10)]);

    expect([...table.events()]).toEqual([5, 6, 7, 8, 9, 10].map((index) => eventOf(index)));
  });

  it('can be appended to while its events are listed', () => {
    const table = createLogTable({ eventsPerChunk: 2 });
    table.append(someEvents(3));

    table.append(table.events());

    expect(table.eventCount).toBe(6);
  });

  it('refuses chunks of no events', () => {
    expect(() => createLogTable({ eventsPerChunk: 0 })).toThrow(RangeError);
    expect(() => createLogTable({ eventsPerChunk: 1.5 })).toThrow(RangeError);
  });

  it('takes events of extreme length', () => {
    const long = 'x'.repeat(20 * 1024 * 1024);
    const table = createLogTable();
    table.append([eventOf(0, { message: long }), eventOf(1, { message: `${long}y` }), eventOf(2)]);

    const { rows } = table.run({
      query: 'filter @message like "xy" | fields strlen(@message) as length | display length',
    });

    expect(rows.map(([cell]) => cell?.value)).toEqual([String(long.length + 1)]);
  });

  it('takes aliases of aliases of aliases', () => {
    const aliases = Array.from({ length: 200 }, (_, index) => `v${index} + v${index} as v${index + 1}`);
    const table = createLogTable();
    table.append(someEvents(3));

    const { rows } = table.run({
      query: `fields index + 0 as v0, ${aliases.join(', ')} | filter v9 > 1000 | stats count(*) as n, max(v20) as m`,
    });

    expect(rows).toEqual([
      [
        { field: 'n', value: '1' },
        { field: 'm', value: String(2 * 2 ** 20) },
      ],
    ]);
  });

  it('sums to the last digit, and keeps of equal numbers the one that runQuery keeps', () => {
    const numbers = ['1e16', '1', '-1e16', '1.0', '0.1'];
    const events = numbers.map((number, index) => eventOf(index, { message: `{"a":${number},"b":${number.length}}` }));
    const table = createLogTable();
    table.append(events);
    const query = 'stats sum(a) as s, avg(a) as m by b > 0 | stats max(s) as s, max(m) as m';
    const extremes = 'filter a < 2 and a > 0.5 | stats sortsLast(a) as last, sortsFirst(a) as first';

    expect(table.run({ query }).rows).toEqual([
      [
        { field: 's', value: '2.1' },
        { field: 'm', value: '0.42' },
      ],
    ]);
    expect(table.run({ query: extremes }).rows).toEqual([
      [
        { field: 'last', value: '1.0' },
        { field: 'first', value: '1' },
      ],
    ]);
    expect(table.run({ query })).toEqual(runQuery({ query, events }));
  });

  it('gives each row only what was made of it', () => {
    const table = createLogTable();
    table.append([
      eventOf(0, { message: '{"b":"x"}: y' }),
      eventOf(1, { message: '{"b":"z"}' }),
      eventOf(2, { message: '-' }),
    ]);

    const { rows } = table.run({
      query: 'parse @message "*: *" as before, after | fields concat(b, "!") as b | stats count(*) as n by b, after',
    });

    expect(rows.map((row) => row.map(({ value }) => value))).toEqual([['x!', 'y', '1'], ['z!', '1'], ['1']]);
  });

  it('ends where runQuery does when an event has too many parts, even if a filter follows', () => {
    const table = createLogTable();
    table.append([eventOf(0, { message: ','.repeat(100_000) })]);
    const query = 'unnest split(@message, ",") into part | filter ispresent(kind) | stats count(*) as n';

    expect(() => table.run({ query })).toThrow(QueryLimitError);
    expect(() => table.run({ query: `filter ispresent(kind) | ${query}` })).not.toThrow();
  });

  it('reads a chunk of objects that are cut off no longer than their length', () => {
    const table = createLogTable({ eventsPerChunk: 20_000 });
    const broken = '{"kind":1,"list":[[[[[[[["';
    table.append(Array.from({ length: 20_000 }, (_, index) => eventOf(index, { message: broken })));

    expect(table.run({ query: 'filter ispresent(kind) | stats count(*) as n' }).rows).toEqual([
      [{ field: 'n', value: '0' }],
    ]);
  });
});

describe('runOnTables', () => {
  it('asks several tables at once', () => {
    const tables = ['/a', '/b'].map((logGroupName) => createLogTable({ logGroupName }));
    tables[0]?.append(someEvents(2));
    tables[1]?.append(someEvents(3));

    const { rows, statistics } = runOnTables('stats count(*) as n by @log', tables);

    expect(rows.map((row) => row.map(({ value }) => value))).toEqual([
      ['/a', '2'],
      ['/b', '3'],
    ]);
    expect(statistics.recordsScanned).toBe(5);
    expect(runOnTables('SOURCE "/b" | stats count(*) as n', tables).rows).toEqual([[{ field: 'n', value: '3' }]]);
    expect(runOnTables('stats count(*) as n', []).rows).toEqual([[{ field: 'n', value: '0' }]]);
  });
});
