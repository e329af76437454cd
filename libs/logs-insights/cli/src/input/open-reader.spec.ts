import * as fc from 'fast-check';

import { type LogEvent } from '../../../engine/src/execution/event-row';
import { readEvents } from '../testing/read-events';
import { type Shape } from './detect-shape';
import { DetectingReader, openReader } from './open-reader';

const at = (time: string): number => Date.parse(`2026-11-25T${time}Z`);

const read = (shape: Shape, input: string | Buffer) => readEvents((target) => openReader(shape, target), input);

const detect = (input: string, cuts: readonly number[] = []) =>
  readEvents((target) => new DetectingReader((shape) => openReader(shape, target)), input, { cuts });

const [first, second]: LogEvent[] = [
  { timestamp: at('12:00:00.001'), message: 'one "quote {[\\\n', ingestionTime: at('12:00:01'), logStream: 'a/[1]b' },
  { timestamp: at('12:00:02'), message: '{"n":2,"s":"añ😀"}' },
];

const exported = [
  {
    eventId: '7',
    ingestionTime: at('12:00:01'),
    logStreamName: 'a/[1]b',
    message: first?.message,
    timestamp: first?.timestamp,
  },
  { timestamp: second?.timestamp, message: second?.message },
];

const ndjson = exported.map((event) => `${JSON.stringify(event)}\n`).join('');
const cliDocument = JSON.stringify({ events: exported, searchedLogStreams: [{ logStreamName: 'x' }] }, null, 4);
const getLogEvents = JSON.stringify({ events: exported, nextForwardToken: 'f/[', nextBackwardToken: 'b/}' });

/** Inputs of every shape that hold the same two events. */
const sameEvents: readonly [name: string, input: string][] = [
  ['one event per line', ndjson],
  ['one event per line with CRLF and without a last line end', ndjson.replaceAll('\n', '\r\n').trimEnd()],
  ['one event per line, with blank lines', `\n  \n${ndjson.replaceAll('\n', '\n\n')}`],
  ['the document of filter-log-events', cliDocument],
  ['the document of get-log-events on one line', `${getLogEvents}\n`],
  ['a document whose events stand last', JSON.stringify({ searchedLogStreams: [], events: exported })],
  ['two documents, one after the other', `${documentOf(exported.slice(0, 1))}\n${documentOf(exported.slice(1))}`],
  [
    'an array of documents',
    JSON.stringify([{ events: exported.slice(0, 1) }, { events: [] }, { events: exported.slice(1) }]),
  ],
  ['an array of events', JSON.stringify(exported, null, 2)],
  ['events printed over several lines', exported.map((event) => JSON.stringify(event, null, 2)).join('\n')],
];

function documentOf(events: unknown): string {
  return JSON.stringify({ events }, null, 2);
}

describe('an export', () => {
  it.each(sameEvents)('is read from %s', (_, input) => {
    expect(detect(input)).toEqual({ events: [first, second], skipped: [], undatedCount: 0 });
  });

  it.each(sameEvents)('is read from %s, however its bytes are cut', (_, input) => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2_000 }), { maxLength: 20 }), (cuts) => {
        expect(detect(input, cuts).events).toEqual([first, second]);
      }),
      { numRuns: 50 },
    );
  });

  it('is read byte by byte', () => {
    for (const [, input] of sameEvents) {
      expect(
        detect(
          input,
          Array.from({ length: 3_000 }, (_, index) => index),
        ).events,
      ).toEqual([first, second]);
    }
  });

  it('may name its members as query results do', () => {
    const line = JSON.stringify({
      '@timestamp': '2026-11-25 12:00:02.000',
      '@message': 'm',
      '@logStream': 's',
      '@log': '1:g',
    });

    expect(detect(line).events).toEqual([
      { timestamp: at('12:00:02'), message: 'm', logStream: 's', logGroupName: '1:g' },
    ]);
  });

  it('may come from a subscription, whose documents name group and stream once', () => {
    const input = [1, 2]
      .map((n) =>
        JSON.stringify({
          owner: '1',
          logGroup: `g${n}`,
          logStream: 's',
          logEvents: [{ id: 'i', timestamp: n, message: 'm' }],
        }),
      )
      .join('');

    expect(detect(input).events).toEqual([
      { timestamp: 1, message: 'm', logGroupName: 'g1', logStream: 's' },
      { timestamp: 2, message: 'm', logGroupName: 'g2', logStream: 's' },
    ]);
  });

  it.each([
    ['{"timestamp":1,"message":"m"', /^2: is no JSON: /],
    ['nonsense \u001b[31m', /^2: is no JSON: [^\u001b]*$/],
    ['[1]', /^2: is no JSON object$/],
    ['{"timestamp":1}', /^2: has no message$/],
    ['{"timestamp":1,"message":{}}', /^2: has a message that is no text$/],
    ['{"message":"m"}', /^2: has no timestamp$/],
    ['{"timestamp":1e400,"message":"m"}', /^2: has a timestamp that is neither/],
    ['{"timestamp":-8640000000000001,"message":"m"}', /^2: has a timestamp that is neither/],
    [`{"timestamp":"${'9'.repeat(400)}","message":"m"}`, /^2: has a timestamp that is neither/],
    ['{"timestamp":"soon","message":"m"}', /^2: has a timestamp that is neither epoch milliseconds nor a date$/],
  ])('skips the line %s and says why', (line, what) => {
    const good = '{"timestamp":1,"message":"m"}';

    const { events, skipped } = read('export', `${good}\n${line}\n${good}`);

    expect(events).toHaveLength(2);
    expect(skipped).toEqual([expect.stringMatching(what)]);
  });

  it('may have any time that a date can have', () => {
    const times = [-8.64e15, 0, 8.64e15];

    const { events } = read('export', times.map((timestamp) => JSON.stringify({ timestamp, message: 'm' })).join('\n'));

    expect(events.map(({ timestamp }) => timestamp)).toEqual(times);
  });

  it.each([
    [
      'an event without a message',
      '{"events":[{"timestamp":1},\n{"timestamp":2,"message":"m"}]}',
      1,
      '1: has no message',
    ],
    ['a broken event', '{"events":[{"timestamp":1,},\n{"timestamp":2,"message":"m"}]}', 1, '1: is no JSON: '],
    [
      'half a document',
      '{"events":[{"timestamp":2,"message":"m"},\n\n{"timestamp"',
      1,
      '3: ends in the middle of a JSON document',
    ],
    [
      'a document without its end',
      '{"events":[{"timestamp":2,"message":"m"}]\n',
      1,
      '2: ends in the middle of a JSON document',
    ],
    [
      'something else behind it',
      '{"events":[]}\nError: x',
      0,
      '2: is no JSON document from here on; the rest of it was left out',
    ],
    [
      'something else among the events',
      '{"events":[17]}',
      0,
      '1: is no JSON document from here on; the rest of it was left out',
    ],
    ['too many brackets', '{"events":[]}\n]', 0, '2: is no JSON document from here on; the rest of it was left out'],
  ])('says that a document has %s', (_, input, eventCount, what) => {
    const { events, skipped } = read('document', input);

    expect(events).toHaveLength(eventCount);
    expect(skipped).toEqual([expect.stringContaining(what)]);
  });

  it('takes lists in an event for what they are', () => {
    const event = { events: 'no list', list: [[{ events: [1] }]], timestamp: 1, message: '"events":[' };

    expect(read('document', JSON.stringify([event, event])).events).toHaveLength(2);
  });
});

describe('the output of aws logs tail', () => {
  it('is read in its detailed format', () => {
    const input = [
      '2026-11-25T12:00:00.001000+00:00 2026/11/25/[$LATEST]ab START RequestId: 1',
      '2026-11-25T12:00:01+00:00 s {"n":1}',
      '',
      '2026-11-25T12:00:02.500000+00:00 s Error: x',
      '    at f (a.js:1)',
      '',
      'and more',
      '2026-11-25T12:00:03+00:00 s ',
    ].join('\n');

    expect(detect(input)).toEqual({
      events: [
        { timestamp: at('12:00:00.001'), logStream: '2026/11/25/[$LATEST]ab', message: 'START RequestId: 1' },
        { timestamp: at('12:00:01'), logStream: 's', message: '{"n":1}' },
        { timestamp: at('12:00:02.500'), logStream: 's', message: 'Error: x\n    at f (a.js:1)\n\nand more' },
        { timestamp: at('12:00:03'), logStream: 's', message: '' },
      ],
      skipped: [],
      undatedCount: 0,
    });
  });

  it('is read in its short format', () => {
    expect(detect('2026-11-25T12:00:01 a b\n2026-11-25T12:00:02 c').events).toEqual([
      { timestamp: at('12:00:01'), message: 'a b' },
      { timestamp: at('12:00:02'), message: 'c' },
    ]);
  });

  it('has nothing before its first time', () => {
    const { events, skipped } = read('tail', 'lost\n2026-11-25T12:00:01 a');

    expect(events).toHaveLength(1);
    expect(skipped).toEqual(['1: does not start with a time, and no message stands before it']);
  });
});

describe("an application's NDJSON", () => {
  it.each([
    ['{"timestamp":"2026-11-25T12:00:00.001Z","level":"INFO"}', at('12:00:00.001')],
    ['{"time":1795608000.5,"level":30}', 1_795_608_000_500],
    ['{"time":"1795608000500","level":30}', 1_795_608_000_500],
    ['{"time":1795608000500}', 1_795_608_000_500],
    ['{"time":1795608000500000}', 1_795_608_000_500],
    ['{"time":1795608000500000000}', 1_795_608_000_500],
    ['{"@timestamp":"2026-11-25T13:00:00+01:00"}', at('12:00:00')],
    ['{"timestamp":"noon","time":"2026-11-25 12:00:00"}', at('12:00:00')],
    ['{"_aws":{"Timestamp":1795608000500},"is_group":1}', 1_795_608_000_500],
  ])('has in %s its time', (line, timestamp) => {
    expect(detect(`${line}\n`)).toEqual({ events: [{ timestamp, message: line }], skipped: [], undatedCount: 0 });
  });

  it('lends lines without a time that of their neighbours', () => {
    const lines = ['{"n":1}', '{"n":2,"time":5000}', '{"n":3}', '{"n":4,"time":6000}'];

    expect(detect(lines.join('\n')).events.map(({ timestamp }) => timestamp)).toEqual([
      5_000_000, 5_000_000, 5_000_000, 6_000_000,
    ]);
  });

  it('is of 1970 when no line has a time', () => {
    const { events, undatedCount } = detect('{"n":1,"time":1e300}\n{"n":2,"time":1e400}\n');

    expect(events.map(({ timestamp }) => timestamp)).toEqual([0, 0]);
    expect(undatedCount).toBe(2);
  });

  it('does not wait for a time without end', () => {
    const { events, undatedCount } = read('json', `${'{"n":1}\n'.repeat(3_000)}{"time":5000}\n{}`);

    expect(events.map(({ timestamp }) => timestamp).filter((timestamp) => timestamp === 0)).toHaveLength(undatedCount);
    // The last of them waited for less than a thousand lines.
    expect(undatedCount).toBeGreaterThan(1_000);
    expect(undatedCount).toBeLessThan(3_000);
    expect(events.slice(-2)).toEqual([
      { timestamp: 5_000_000, message: '{"time":5000}' },
      { timestamp: 5_000_000, message: '{}' },
    ]);
  });

  it('skips lines that are no objects', () => {
    const { events, skipped } = read('json', '{"time":1}\nTraceback\n7\n');

    expect(events).toHaveLength(1);
    expect(skipped).toEqual([expect.stringMatching(/^2: is no JSON: /), '3: is no JSON object']);
  });
});

describe('a text log', () => {
  it('is read as Lambda writes it', () => {
    const lines = [
      'INIT_START Runtime Version: nodejs:24.v1',
      '2026-11-25T12:00:00.001Z\tid\tERROR\tOops',
      '    at f (a.js:1) {',
      '',
      "  code: 'E'",
      '}',
      'END RequestId: id',
      'REPORT RequestId: id\tDuration: 8.41 ms\t',
      'XRAY TraceId: 1-2\tSegmentId: 3f',
      '',
    ];

    expect(detect(lines.join('\n')).events).toEqual([
      { timestamp: at('12:00:00.001'), message: lines[0] },
      { timestamp: at('12:00:00.001'), message: lines.slice(1, 6).join('\n') },
      { timestamp: at('12:00:00.001'), message: lines[6] },
      { timestamp: at('12:00:00.001'), message: lines.slice(7, 9).join('\n') },
    ]);
  });

  it.each([
    ['2026-11-25 12:00:00,001 INFO x', at('12:00:00.001')],
    ['[2026-11-25T12:00:00.001Z] x', at('12:00:00.001')],
    ['2026-11-25T14:00:00.001+0200 x', at('12:00:00.001')],
    ['2026-11-25 x', at('00:00:00')],
    ['2026-02-30T12:00:00Z x', 0],
    ['2026-11-25T25:00:00Z x', 0],
    ['[ERROR] 2026-11-25T12:00:00Z x', 0],
  ])('has the time of %s', (line, timestamp) => {
    expect(detect(`${line}\n`).events).toEqual([{ timestamp, message: line }]);
  });

  it('keeps a first line that is indented', () => {
    expect(read('text', '  a\n b').events).toEqual([{ timestamp: 0, message: '  a\n b' }]);
  });

  it('has no carriage returns at the end of its lines', () => {
    expect(read('text', 'a\r\nb\rc\r\n').events.map(({ message }) => message)).toEqual(['a', 'b\rc']);
  });

  it('reads bytes that are no UTF-8', () => {
    expect(read('text', Buffer.from([0x61, 0xff, 0xc3, 0x28, 0x0a])).events).toEqual([
      { timestamp: 0, message: 'a\ufffd\ufffd(' },
    ]);
  });
});

describe('an input that is cut off', () => {
  it.each<[Shape, string, number]>([
    ['export', '{"timestamp":1,"message":"m"}\n{"timestamp":1,"mess', 1],
    ['document', '{"events":[{"timestamp":1,"message":"m"},{"timestamp":1,"mess', 1],
    ['json', '{"time":1}\n{"time":', 1],
    ['text', 'one\ntwo\n  and more\n  and h', 2],
  ])('has no half of anything as %s, and that is not held against it', (shape, input, eventCount) => {
    const { events, skipped } = readEvents((target) => openReader(shape, target), input, { isCut: true });

    expect(events).toHaveLength(eventCount);
    expect(events.at(-1)?.message).not.toContain('and h');
    expect(skipped).toEqual([]);
  });
});

describe('an input that is too large', () => {
  const size = 17 * 1024 * 1024;

  it.each<[string, Shape, string, string]>([
    ['a line', 'text', `${'a'.repeat(size)}\nb\n`, '1: is a line of more than 16 MiB'],
    [
      'a message of many lines',
      'text',
      `a\n${` ${'a'.repeat(1024)}\n`.repeat(1024)}b\n`,
      '1024: makes a message of more than 1 MiB',
    ],
    [
      'an object',
      'document',
      `[{"a":"${'a'.repeat(size)}"},{"timestamp":1,"message":"b"}]`,
      '1: is an object of more than 16 MiB',
    ],
  ])('loses %s and goes on behind it', (_, shape, input, what) => {
    const { events, skipped } = readEvents((target) => openReader(shape, target), input, {
      cuts: [size / 2, size - 10],
    });

    expect(skipped[0]).toBe(what);
    expect(events.at(-1)?.message).toBe('b');
  });
});

it('reads nothing from nothing', () => {
  for (const input of ['', '\n', ' \n\n']) expect(detect(input)).toEqual({ events: [], skipped: [], undatedCount: 0 });
});
