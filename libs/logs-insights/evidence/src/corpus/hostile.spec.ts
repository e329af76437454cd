import { runQuery } from '../../../engine/src/execution/run-query';
import { corpusNowMs } from './corpus';

/** A query, messages that make the worst of it, and how many rows come out. */
type HostileRun = readonly [title: string, query: string, messages: readonly string[], rowCount: number];

const megabyte = 1_000_000;
const numbers = (length: number): string[] => Array.from({ length }, (_, index) => `${index}`);
const names = (length: number): string => numbers(length).join(',g');

const runs: readonly HostileRun[] = [
  ['JSON arrays nested 200,000 deep', 'fields jsonParse(@message) as j, jsonStringify(j) as s', [nest('[', ']')], 1],
  ['JSON objects nested 200,000 deep', 'fields a.a.a.a as x, jsonParse(@message).a.a as y', [nest('{"a":', '}')], 1],
  ['JSON that never ends', 'fields a as x, jsonParse(@message) as j', ['{"a":'.repeat(200_000)], 1],
  ['a million opening braces', 'filter ispresent(a)', ['{'.repeat(megabyte)], 0],
  ['a number of a million digits', 'fields n + 1 as x, toInt(n) as i', [`{"n":${'9'.repeat(megabyte)}}`], 1],
  [
    '100,000 fields, of which the first 200 count',
    'filter ispresent(k99999)',
    [JSON.stringify(Object.fromEntries(numbers(100_000).map((n) => [`k${n}`, 1])))],
    0,
  ],
  ['a pattern on which backtracking never ends', 'filter @message like /(a+)+$/', [`${'a'.repeat(megabyte)}b`], 0],
  ['alternatives on which backtracking never ends', 'filter @message like /(a|a)*b/', ['a'.repeat(megabyte)], 0],
  ['three stars in a row', 'parse @message /(?<x>.*)(?<y>.*)(?<z>.*)=/', ['a'.repeat(megabyte)], 1],
  ['a glob of 200 stars', `parse "${'a*'.repeat(200)}b" as g${names(200)}`, ['a'.repeat(megabyte)], 1],
  ['a pattern that stands in the data', 'fields regexReplace(@message, @message, "x") as x', ['(a+)+$(a+)+$'], 1],
  [
    'a text that replaces every letter',
    `fields replace(@message, "a", "${'b'.repeat(9000)}") as x`,
    ['a'.repeat(megabyte)],
    1,
  ],
  ['a pattern that matches everywhere', `fields regexReplace(@message, "", "${'b'.repeat(9000)}") as x`, ['aaa'], 1],
  ['a list as long as may be', 'unnest split(@message, ",") into part | stats count(*) as n', [',x'.repeat(99_999)], 1],
  ['half a million values', 'parse @message csv as a, b', [',x'.repeat(megabyte / 2)], 1],
  ['quotes that are never closed', 'parse @message csv as a, b, c, d', ['"'.repeat(megabyte + 1)], 1],
  ['an array nested 200,000 deep', 'expand a', [`{"a":${nest('[', ']')}}`], 1],
  [
    'a record that goes on and on',
    'fields bytes',
    [`2 123456789010 eni-1 - - - - - - - 1 2 - OK${' '.repeat(megabyte)}x`],
    1,
  ],
  ['a name of a million letters', 'fields queryName', [`1.0 2026-11-25T12:00:00Z Z1 ${'x'.repeat(megabyte)}`], 1],
  [
    'positions beyond all bounds',
    'fields substr(@message, 1e308) as a, substr(@message, -1e308, 1e308) as b',
    ['abc'],
    1,
  ],
  ['digits beyond all bounds', 'fields round(1e308, 1e9) as a, round(1.5, -1e9) as b, 10 ^ 308 * 10 as c', ['abc'], 1],
  ['sums beyond all bounds', 'accum v as running | addtotals col=true', ['{"v":1e308}', '{"v":1e308}'], 3],
  [
    'wildcards on which backtracking never ends',
    `fields ${'a'.repeat(3000)} | filldown ${'a*'.repeat(3000)}`,
    ['x'],
    1,
  ],
  [
    'bins of a millisecond over 56 years',
    'fields 1 as one | stats count(*) by bin(1ms) | fillmissing',
    ['first', 'last'],
    10_000,
  ],
  [
    'two texts of half a million digits',
    'sort @message',
    ['1'.repeat(megabyte / 2), `${'1'.repeat(megabyte / 2)}2`],
    2,
  ],
  [
    '20,000 different values',
    'stats values(@message) as all, count_distinct(@message) as different',
    numbers(20_000),
    1,
  ],
  ['100,000 values to rank', 'stats pct(@message, 99), median(@message), stddev(@message)', numbers(100_000), 1],
  ['100,000 groups', 'stats count(*) as n by @message', numbers(100_000), 10_000],
  ['100,000 rows to compare', 'dedup @message | limit 3', numbers(100_000), 3],
];

function nest(opening: string, closing: string): string {
  return `${opening.repeat(200_000)}1${closing.repeat(200_000)}`;
}

describe('runQuery', () => {
  it.each(runs)('survives %s', (_, query, messages, rowCount) => {
    const events = messages.map((message, index) => ({ timestamp: index === 0 ? 0 : corpusNowMs + index, message }));

    expect(runQuery({ query, events, nowMs: corpusNowMs }).rows).toHaveLength(rowCount);
  });
});
