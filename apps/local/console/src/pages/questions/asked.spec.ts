import { hrefOf, parseRoute } from '../../state/route';
import { type Asked, addressOf, lastHours, rangeBetween, rangeOf, readAddress, recordsBehind } from './asked';

const asked: Asked = { query: 'stats count(*)\n| limit 3', logGroups: undefined, range: lastHours(168) };

describe('the address of a query', () => {
  it.each<[string, Partial<Asked>]>([
    ['the last hours', {}],
    ['all there is', { range: 'all' }],
    ['a range', { range: '2026-11-25T08:00..' }],
    ['log groups of its own', { logGroups: ['/aws/lambda/pulso-local-bot', '/aws/lambda/other'] }],
    ['no log group', { logGroups: [] }],
    ['any text', { query: '# 100 % ü / ? & = .. "\'`' }],
  ])('leads back to the query with %s', (_what, part) => {
    const { page, rest } = parseRoute(hrefOf('questions', ...addressOf({ ...asked, ...part })));

    expect([page, readAddress(rest)]).toEqual(['questions', { ...asked, ...part }]);
  });

  it.each(['', 'x', '0h', '-3h', '1e9h', 'constructor'])('is of a day when a person writes the range "%s"', (range) => {
    expect(readAddress(['q', range])?.range).toBe('24h');
  });

  it.each([[[]], [['']]])('does not exist in %j', (rest) => {
    expect(readAddress(rest)).toBeUndefined();
  });
});

const columns = [
  { name: 'n', kind: 'number', isMeasured: true },
  { name: 'command', kind: 'text', isMeasured: false },
  { name: 'is_group', kind: 'number', isMeasured: false },
  { name: 'hour', kind: 'time', isMeasured: false },
] as const;

describe('the records behind a row', () => {
  const behind = (query: string, row: readonly (string | null)[]) => recordsBehind({ ...asked, query }, columns, row);

  it('are those of its groups, in the time of its bin', () => {
    const query = 'filter a = "x | stats" # by\n| stats count(*) as n by command, is_group, bin(1h) as hour | sort n';

    expect(behind(query, ['3', 'ro"ll', '1', '2026-11-25 12:00:00.000'])).toEqual({
      query:
        'filter a = "x | stats" # by\n| filter command = "ro\\"ll" and is_group = 1\n| fields @timestamp, @message',
      logGroups: undefined,
      range: '2026-11-25T12:00:00..2026-11-25T13:00:00',
    });
  });

  it('are those without a value where the row has none', () => {
    expect(behind('stats count(*) as n by command', ['3', null, null, null])?.query).toBe(
      'filter not ispresent(command)\n| fields @timestamp, @message',
    );
  });

  it('are all that a row without groups counts', () => {
    expect(behind('filter a = 1 | stats count(*) as n', ['3'])?.query).toBe(
      'filter a = 1\n| fields @timestamp, @message',
    );
  });

  it('do not exist where the row is a record', () => {
    expect(behind('fields "| stats n by a"', ['3'])).toBeUndefined();
  });
});

describe('the chosen range of time', () => {
  const nowMs = Date.parse('2026-11-25T12:00:00.500Z');

  it.each([1, 24, 168])('ends behind the second of now: %i hours', (hours) => {
    const endMs = Date.parse('2026-11-25T12:00:01Z');

    expect(rangeOf(lastHours(hours), nowMs)).toEqual({ startMs: endMs - hours * 3_600_000, endMs });
  });

  it('is that between two moments, read as UTC, and empty until both are there', () => {
    const [startMs, endMs] = [Date.parse('2026-11-25T08:00:00Z'), Date.parse('2026-11-25T08:00:30Z')];

    expect(rangeOf(rangeBetween(startMs, endMs), nowMs)).toEqual({ startMs, endMs });
    expect(rangeOf('..', nowMs)).toEqual({ startMs: 0, endMs: 0 });
  });
});
