import { UsageError } from './errors';
import { parseArguments } from './parse-arguments';

const nowMs = Date.parse('2026-11-25T12:00:00.500Z');
const nowSeconds = Math.floor(nowMs / 1000);

const parse = (...args: string[]) => parseArguments(args, nowMs);

describe('parseArguments', () => {
  it('takes the first argument for the query and the others for files', () => {
    expect(parse('limit 1', 'a.log', '-')).toEqual({
      kind: 'query',
      query: { text: 'limit 1' },
      files: ['a.log', '-'],
      format: 'table',
      input: 'auto',
    });
  });

  it('takes all arguments for files when the query is in one', () => {
    expect(parse('-f', 'q.txt', 'a.log')).toMatchObject({ query: { file: 'q.txt' }, files: ['a.log'] });
  });

  it('reads every option', () => {
    const long = ['--input=tail', '--log-group', '/g'];

    expect(parse('q', '-o', 'csv', '-n', '5', '--start', '10', '--end=20', ...long)).toMatchObject({
      format: 'csv',
      limit: 5,
      startTime: 10,
      endTime: 20,
      input: 'tail',
      logGroupName: '/g',
    });
  });

  it.each([['--help'], ['-h'], ['--help', '--version'], ['q', '--help']])('helps when asked with %s', (...args) => {
    expect(parse(...args)).toEqual({ kind: 'help' });
  });

  it('names its version when asked', () => {
    expect(parse('-V')).toEqual({ kind: 'version' });
  });

  it.each([
    ['2026-11-25', Date.parse('2026-11-25T00:00:00Z')],
    ['2026-11-25T10:00', Date.parse('2026-11-25T10:00:00Z')],
    ['2026-11-25 10:00:30', Date.parse('2026-11-25T10:00:30Z')],
    ['2026-11-25T10:00:00.999+01:00', Date.parse('2026-11-25T09:00:00Z')],
    ['1795600000', 1_795_600_000_000],
    ['1795600000999', 1_795_600_000_000],
    ['24h', nowMs - 24 * 3_600_000],
    ['30m', nowMs - 30 * 60_000],
    ['99999999', 99_999_999_000],
    ['1.5d', nowMs - 36 * 3_600_000],
    ['2w', nowMs - 14 * 24 * 3_600_000],
    ['10s', nowMs - 10_000],
    ['now', nowMs],
  ])('reads the time %s', (text, epochMs) => {
    expect(parse('q', '--start', text)).toMatchObject({ startTime: Math.floor(epochMs / 1000) });
  });

  it('takes what stands behind -- as it is', () => {
    expect(parse('--', '--start', '-5')).toMatchObject({ query: { text: '--start' }, files: ['-5'] });
  });

  it('reads a range that ends now', () => {
    expect(parse('--start', '1h', '--end', 'now', 'q')).toMatchObject({
      startTime: nowSeconds - 3600,
      endTime: nowSeconds,
    });
  });

  it.each([
    [[], /^A query is missing\.$/],
    [['--formt', 'csv', 'q'], /^There is no option --formt; did you mean --format\?$/],
    [['--zzzzzzzz', 'q'], /^There is no option --zzzzzzzz\.$/],
    [['q', '--limit'], /--limit.* argument missing\.$/],
    [['q', '--help=1'], /--help.*does not take an argument\.$/],
    [['q', '--format', 'xml'], /^--format is one of table, json, csv, ndjson, and not "xml"\.$/],
    [['q', '--input', 'csv'], /^--input is one of auto, export, tail, json, text, and not "csv"\.$/],
    [['q', '--limit', '0'], /^--limit is a number of rows, 1 or more, and not "0"\.$/],
    [['q', '--limit', '1e3'], /^--limit/],
    [['q', '--limit', '99999999999999999999'], /^--limit/],
    [['q', '--start', 'yesterday'], /^--start is no time: "yesterday"\./],
    [['q', '--start', '2 hours ago'], /^--start is no time/],
    [['q', '--start', '-24h'], /^Option '--start.* argument is ambiguous\.$/],
    [
      ['q', '--start', '20261124'],
      /^--start 20261124 would be epoch seconds, of 1970\. For the day write 2026-11-24\.$/,
    ],
    [['q', '--start', '2026-02-30'], /^--start is no time/],
    [['q', '--end', '2026-11-25T10:00:00Z!'], /^--end is no time/],
    [['q', '--start', '1h', '--end', '2h'], /^--start 1h is later than --end 2h\.$/],
    [['-f', ''], /^--query-file needs the name of a file\.$/],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
});
