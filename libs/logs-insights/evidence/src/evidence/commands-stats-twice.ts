import { accepts, answers, refuses, warns, warnsOfNothing } from './checks';
import { type EvidenceSubject } from './evidence';

const calls = [
  { user: 'anna', status: 'OK', ms: 10 },
  { user: 'bert', status: 'ERROR', ms: 30 },
  { user: 'anna', status: 'ERROR', ms: 20 },
];

const sums = (count: number): string =>
  [
    'stats sum(ms) as s0 by user',
    ...Array.from({ length: count - 1 }, (_, at) => `stats sum(s${at}) as s${at + 1}`),
  ].join(' | ');

/** More than one `stats`, and `sort` around them. */
export const secondStatsEvidence: EvidenceSubject = {
  title: 'Several stats',
  entries: [
    {
      id: 'second-stats',
      tag: 'documented',
      source: 'stats',
      statement: 'A second `stats` aggregates the rows of the first.',
      checks: [
        answers('stats sum(ms) as s by user | stats max(s) as most, count(*) as users', calls, [
          { most: '30', users: '2' },
        ]),
      ],
    },
    {
      id: 'second-stats-sees-outputs-only',
      tag: 'documented',
      source: 'stats',
      statement: 'A second `stats` cannot read what the first did not put out.',
      checks: [
        refuses('stats sum(ms) as s by user | stats max(strlen(@message)) as m', '@message'),
        refuses('stats sum(ms) as s by user | stats max(s) as m by status', 'status'),
      ],
    },
    {
      id: 'second-stats-bin-needs-timestamp',
      tag: 'documented',
      source: 'stats',
      statement: '`bin()` of a second `stats` needs `@timestamp` among the outputs of the first.',
      checks: [refuses('stats sum(ms) as s by user | stats avg(s) by bin(5m)', 'bin(5m)')],
    },
    {
      id: 'second-stats-bin-reads-alias-of-timestamp',
      tag: 'documented',
      source: 'stats',
      statement: '`bin()` of a second `stats` also reads an alias of `@timestamp` among the outputs of the first.',
      checks: [
        answers('fields @timestamp as t | stats count(*) as n by t | stats sum(n) as all by bin(1h) as hour', calls, [
          { hour: '2026-11-25 12:00:00.000', all: '3' },
        ]),
        answers(
          'fields @timestamp as a, a as b | stats count(*) as n by b as c | stats sum(n) as m by c | stats sum(m) as all by bin(1h) as hour',
          calls,
          [{ hour: '2026-11-25 12:00:00.000', all: '3' }],
        ),
        refuses('fields @timestamp as t | stats count(*) as n by user | stats sum(n) by bin(1h)', 'bin(1h)'),
      ],
    },
    {
      id: 'second-stats-dateceil',
      tag: 'documented',
      source: 'stats',
      statement: 'A second `stats` can group by `dateceil()` of a time that the first put out.',
      checks: [
        answers('stats sum(ms) as s by bin(5m) as @t | stats max(s) as most by dateceil(@t, 10m) as t', calls, [
          { t: '2026-11-25 12:00:00.000', most: '60' },
        ]),
        answers(
          'stats sum(ms) as s, max(@timestamp) as @t by user | stats avg(s) as mean by dateceil(@t, 5m) as t',
          calls,
          [{ t: '2026-11-25 12:05:00.000', mean: '30' }],
        ),
      ],
    },
    {
      id: 'two-stats-commands',
      tag: 'documented',
      source: 'stats',
      statement: 'A query may have two `stats` commands.',
      choice: 'It may have ten.',
      checks: [accepts(sums(2))],
    },
    {
      id: 'no-sort-before-the-second-stats',
      tag: 'documented',
      source: 'stats',
      statement: 'In a query with two `stats` commands `sort` and `limit` must come after the second.',
      checks: [
        refuses('stats sum(ms) as s by user | sort s desc | stats max(s) as m', 'sort'),
        refuses('stats sum(ms) as s by user | limit 1 | stats max(s) as m', 'limit'),
        refuses('sort ms | stats sum(ms) as s by user | stats max(s) as m', 'sort'),
      ],
    },
    {
      id: 'sort-before-a-single-stats',
      tag: 'corroborated',
      source: 'azul',
      statement: 'A `sort` may stand before a single `stats`.',
      checks: [answers('sort @timestamp desc | stats count(*) as c', calls, [{ c: '3' }])],
    },
    {
      id: 'sort-by-timestamp-after-stats',
      tag: 'corroborated',
      source: 'examples',
      statement: '`sort @timestamp` may follow `stats ... by bin()`, although there is no `@timestamp` left.',
      choice: 'A key that no row has changes nothing, and a warning says so unless the rows come in that order anyway.',
      checks: [
        warns('stats count(*) by bin(5m) | sort @timestamp', '@timestamp'),
        warns('stats count(*) by bin(5m) | sort @timestamp desc, user', '@timestamp'),
        warns('stats count(*) by user | sort @timestamp desc', '@timestamp'),
        warns('stats count(*) as n by bin(5m) as t | sort t | accum n | sort @timestamp desc', '@timestamp'),
        warnsOfNothing('stats count(*) by user, bin(5m) | sort @timestamp desc'),
        answers('stats count(*) as c by bin(1s) as t | sort @timestamp desc | limit 1', calls, [
          { t: '2026-11-25 12:00:02.000', c: '1' },
        ]),
      ],
    },
  ],
};
