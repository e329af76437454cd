import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { runQuery } from '../execution/run-query';
import { startQuery } from '../execution/start-query';
import { type LogEvent } from '../execution/event-row';
import { type QueryOptions, type QueryResult } from '../execution/query-options';
import { parseExportLine } from '../exported-events/parse-export-line';

/** Writes a text as JSON, now and then with a needless escape. */
const jsonStrings = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(texts, fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 })).map(([text, choices]) => {
    const written = [...text].map((char, index) => {
      const choice = choices[index % choices.length];
      if (choice === 0 && char.length === 1) return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
      return choice === 1 && char === '/' ? '\\/' : JSON.stringify(char).slice(1, -1);
    });
    return `"${written.join('')}"`;
  });

const names = ['is_group', 'a', 'b', 'a.b', 'c', 'group', '@x', 'é', 'q"r', '0', 'action', 'protocol'];
const space = fc.constantFrom('', '', '', ' ', '\n', '\t');
const words = fc.constantFrom(
  'private',
  'group',
  '1',
  '01',
  '1.0',
  'true',
  '',
  'is_group',
  'x"y',
  'ä😀',
  'a\\b',
  '/p/q',
);
const scalars = fc.oneof(
  jsonStrings(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 8 }))),
  fc.constantFrom('0', '1', '-1', '1.0', '1e2', '12.5', '01', '1.', '9007199254740993', 'true', 'false', 'null', 'tru'),
);

const { document } = fc.letrec<{ value: string; document: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalars, tie('document'), arrays(tie('value'))),
  document: fc
    .array(fc.tuple(jsonStrings(fc.constantFrom(...names)), space, space, tie('value'), space), { maxLength: 5 })
    .map((members) => `{${members.map(([name, x, y, value, z]) => `${z}${name}${x}:${y}${value}`).join(',')}}`),
}));

function arrays(values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(values, { maxLength: 3 }).map((items) => `[${items.join(',')}]`);
}

const messages = fc.oneof(
  { weight: 6, arbitrary: document },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.string({ maxLength: 5 }), document, fc.string({ maxLength: 5 }))
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'REPORT RequestId: r-1\tDuration: 8.41 ms\tMax Memory Used: 90 MB',
      'START RequestId: r-1',
      '2 123456789010 eni-1235b8ca 10.0.0.1 10.0.0.2 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK',
      '2 123456789010 eni-1235b8ca - - - - - - - 1431280876 1431280934 - NODATA',
      '1.0 2026-11-25T12:00:00Z Z123412341234 example.com A NOERROR UDP FRA6 192.168.1.1 -',
      'a=1 b=22 a.b=333',
      '["x",{"a":["y",1]}]',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
);

const members = fc.tuple(
  fc.tuple(
    fc.constant('timestamp'),
    fc.oneof(fc.nat({ max: 5000 }).map(String), fc.constantFrom('1.5', '1e3', '"1"', '-5', '007')),
  ),
  fc.tuple(fc.constant('message'), jsonStrings(messages)),
  fc.tuple(fc.constant('ingestionTime'), fc.nat({ max: 9000 }).map(String)),
  fc.tuple(fc.constant('logStreamName'), jsonStrings(fc.constantFrom('s1', 's"2'))),
  fc.tuple(fc.constantFrom('eventId', 'x', 'message', 'timestamp'), fc.constantFrom('"1"', '2', '{"a":[1]}', 'null')),
);

const lines = fc.oneof(
  {
    weight: 12,
    arbitrary: members.chain((all) =>
      fc
        .tuple(
          fc.shuffledSubarray([...all], { minLength: 2 }),
          fc.constantFrom('', ' '),
          fc.constantFrom('', '\r', ' '),
        )
        .map(
          ([chosen, gap, end]) =>
            `{${chosen.map(([name, value]) => `${gap}"${name}"${gap}:${gap}${value}`).join(',')}${gap}}${end}`,
        ),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '{', '[]', 'text', '{"timestamp":1,"message":"a"} x') },
);

const queries = fc.constantFrom(
  'filter is_group = 1 | stats count(*) as n',
  'filter is_group = 1 and a.b like "p" | stats count(*) as n, min(@timestamp) as t by c',
  'filter is_group | fields @timestamp, is_group',
  'filter ispresent(a.b) | stats count(*) as n, sum(b) as s by a.b',
  'filter b != 1 | stats count_distinct(b) as n by c, a.b',
  'filter a in ["private", "group"] | stats count(*) as n by a',
  'filter a in [1, "group"] or b = "private" | stats count(*) as n',
  'filter a like /(?i)GR/ | stats count(*) as n, max(a) as m',
  'filter @message like "group" | stats count(*) as n',
  'filter @message like /is_group.*priv/ | fields @message',
  'filter @type = "REPORT" | stats max(@duration) as d, max(@maxMemoryUsed) as m by @requestId',
  'filter not ispresent(is_group) | stats count(*) as n',
  'filter `q"r` = 1 or `é` = "ä😀" | stats count(*) as n by `q"r`',
  'filter `@@x` = 1 | stats count(*) as n by `@@x`, `a.0`',
  'fields toupper(a) as up | filter up = "GROUP" and c = 1 | stats count(*) as n',
  'filter strlen(a) > 3 | stats count(*) as n, avg(strlen(a)) as l by bin(1s)',
  'filter a = "x\\"y" or a = "a\\\\b" or a = "/p/q" | stats count(*) as n by a',
  'parse @message "*:*" as k, v | filter k like "a" | stats count(*) as n by @logStream',
  'filter group = "1" | stats latest(b) as l, earliest(@ptr) as p, count(@ingestionTime) as i',
  'stats count(*) as n by a, b | sort n desc, a, b | limit 5',
  'filter c = 1 | sort a desc | limit 3',
  'filter c != 1 | dedup a, b',
  'fields a, b, c, @logStream, @ingestionTime | limit 4',
  'filter action = "ACCEPT" | stats sum(bytes) as b by srcAddr',
  'filter protocol != "x" | stats count(*) as n by protocol, queryName',
  'filter action in ["ACCEPT", "group"] or protocol = 6 | stats count(*) as n by action',
  'expand a | filter a != "group" | stats count(*) as n by a',
  'expand a.b | fields a.b, @message',
  String.raw`parse @message /(?<k>\w+)=(?<v>\d+)/ multi | filter v > 1 | stats count(*) as n by k`,
);

const options: fc.Arbitrary<QueryOptions> = fc.constantFrom({}, {}, { startTime: 1, endTime: 3 });

/** Feeds the text in pieces of the given sizes, over and over. */
function scan(text: string, sizes: readonly number[], query: string, given: QueryOptions) {
  const bytes = Buffer.from(text);
  const running = startQuery(query, given);
  const problems: number[] = [];
  const scanning = running.openExport((lineNumber) => problems.push(lineNumber));
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    // The bytes are a copy that is wiped afterwards: what is kept of them shows.
    const piece = Buffer.from(bytes.subarray(start, start + size));
    scanning.write(piece);
    piece.fill(0x58);
    start += size;
  }
  scanning.end();
  return { result: running.finish(), problems };
}

const withoutBytes = ({ rows, statistics }: QueryResult, isComplete: boolean) => ({
  rows: isComplete
    ? rows
    : rows.map((row) => row.filter(({ field, value }) => field !== '@ptr' && !value.startsWith('local-'))),
  recordsMatched: statistics.recordsMatched,
  ...(isComplete && { recordsScanned: statistics.recordsScanned }),
});

describe('the reading of an export', () => {
  it('gives what the plain reading of its lines gives, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(lines, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 }),
        queries,
        options,
        (texts, sizes, query, given) => {
          const parsed = texts.filter((text) => text.trim() !== '').map(parseExportLine);
          const events = parsed.filter((event): event is LogEvent => typeof event !== 'string');
          // A line that is no event may be passed over before that shows, and is counted then.
          const isComplete =
            events.length === parsed.length && texts.every((text) => text === '' || text.trim() !== '');

          const { result } = scan(texts.join('\n'), sizes, query, given);

          expect(withoutBytes(result, isComplete)).toEqual(
            withoutBytes(runQuery({ query, events, ...given }), isComplete),
          );
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  it('names each line that is no event, when it is read', () => {
    const text = '{"timestamp":1,"message":"a"}\n\nnonsense\n{"timestamp":"x","message":"a"}\n{"timestamp":2}\n[1]\n';

    expect(scan(text, [7], 'stats count(*) as n', {})).toEqual({
      problems: [3, 4, 5, 6],
      result: expect.objectContaining({ rows: [[{ field: 'n', value: '1' }]] }),
    });
  });
});
