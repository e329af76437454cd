import { parseQuery } from '../../engine/src/parser/parse-query';
import { showPlan } from './show-plan';

const query = `fields ms / 10 as x, user
  | filter x > 3 and level = "E\u001bRROR"   # slow ones
  | sort x desc | dedup user | limit 50`;

describe('showPlan', () => {
  it('words the stages in the order in which they run', () => {
    const later = 'stats count(*) as n, avg(ms) by bin(5m), user | filter n > 2 | sort n desc | limit 3';

    expect(showPlan(parseQuery(later), {}).split('\n')).toEqual([
      'fields read  @timestamp, user, ms',
      'columns      bin(5m), user, n, avg(ms)',
      '',
      'stage 1: events',
      '  stats    count(*) as n, avg(ms)',
      '  by       bin(5m), user',
      'stage 2: rows of stage 1',
      '  filter   n > 2',
      '  sort     n desc',
      '  limit    3',
      '',
    ]);
  });

  it('shows what the command line adds', () => {
    const options = { startTime: 1_795_608_000, endTime: 1_795_611_600, limit: 1_000 };

    const lines = showPlan(parseQuery(query), options).split('\n');

    expect(lines).toEqual([
      'time         2026-11-25 12:00:00 to 2026-11-25 13:00:00, UTC',
      'fields read  ms, user, level',
      'columns      x, user',
      '',
      'stage 1: events',
      '  define   x = ms / 10',
      '  filter   x > 3 and level = "E\\x1bRROR"',
      '  sort     x desc',
      '  dedup    user',
      '  limit    50',
      '  limit    1,000 (--limit)',
      '',
    ]);
  });

  it('words every kind of command', () => {
    const parsing =
      'parse "a * b" as x | parse y /(?<z>\\d+)/ | parse logfmt as pairs | unnest list into one' +
      ' | parse csv as c, d | parse /(?<e>\\w)/ multi | expand g' +
      ' | stats count(*) as n by bin(1h), one | fillmissing with 0 for n | accum n as total | addtotals';

    const lines = showPlan(parseQuery(parsing), {}).split('\n');

    expect(lines).toEqual(
      expect.arrayContaining([
        '  parse    x from @message',
        '  parse    z from y',
        '  parse    pairs from @message (logfmt)',
        '  unnest   list into one',
        '  parse    c, d from @message (csv)',
        '  parse    e from each match in @message',
        '  expand   g',
      ]),
    );
  });

  it('names the limit that the query does not state', () => {
    expect(showPlan(parseQuery('fields a'), { startTime: 1_795_608_000 })).toContain('limit    10,000 (the default)\n');
  });
});
