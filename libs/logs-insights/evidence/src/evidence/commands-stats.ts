import { answers, answersInAnyOrder, isUnsupported, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

const calls = [
  { user: 'anna', status: 'OK', ms: 10 },
  { user: 'bert', status: 'ERROR', ms: 30 },
  { user: 'anna', status: 'ERROR', ms: 20 },
];

const twice = [{ ms: 1 }, { ms: 1 }, { ms: 2 }];

/** `stats`: groups, items, several in a row. */
export const statsEvidence: EvidenceSubject = {
  title: 'stats',
  entries: [
    {
      id: 'stats-without-by',
      tag: 'documented',
      source: 'stats',
      statement: 'Without `by` there is one row over all events.',
      checks: [answers('stats count(*) as c, sum(ms) as s', calls, [{ c: '3', s: '60' }])],
    },
    {
      id: 'stats-by',
      tag: 'documented',
      source: 'stats',
      statement: 'With `by` there is one row for each combination of values.',
      checks: [
        answersInAnyOrder('stats count(*) as c by user, status', calls, [
          { user: 'anna', status: 'OK', c: '1' },
          { user: 'anna', status: 'ERROR', c: '1' },
          { user: 'bert', status: 'ERROR', c: '1' },
        ]),
      ],
    },
    {
      id: 'stats-arithmetic-over-aggregates',
      tag: 'documented',
      source: 'stats',
      statement: 'An item may compute with aggregates, and an aggregate over an expression.',
      checks: [answers('stats sum(ms) / count(*) as mean, max(ms / 10) as most', calls, [{ mean: '20', most: '3' }])],
    },
    {
      id: 'stats-comparison-inside-aggregate',
      tag: 'corroborated',
      source: 'bestPractices',
      statement: 'A comparison inside an aggregate is 1 or 0, so that `sum(a = "b")` counts.',
      checks: [answers('stats sum(status = "ERROR") as errors', calls, [{ errors: '2' }])],
    },
    {
      id: 'stats-reads-earlier-alias',
      tag: 'observed',
      source: 'benchmark',
      statement: 'An item may use the alias of an item before it in the same command.',
      checks: [answers('stats sum(ms) as total, (total * 0.1) as cost', calls, [{ total: '60', cost: '6' }])],
    },
    {
      id: 'stats-column-named-by-its-text',
      tag: 'observed',
      source: 'grafanaResults',
      statement: 'A column without an alias is named by the text of its expression.',
      checks: [
        answers('stats count(*), avg(ms), max( ms ) by bin(5m)', calls, [
          { 'bin(5m)': '2026-11-25 12:00:00.000', 'count(*)': '3', 'avg(ms)': '20', 'max( ms )': '30' },
        ]),
      ],
    },
    {
      id: 'stats-column-can-be-read',
      tag: 'documented',
      source: 'stats',
      statement:
        'Later commands read a column without an alias by the text that names it, which inside an expression needs backticks.',
      checks: [
        answers('stats count(*) by user | sort count(*) desc | limit 1', calls, [{ user: 'anna', 'count(*)': '2' }]),
        answers('stats sum(ms) by user | stats max(`sum(ms)`) as most', calls, [{ most: '30' }]),
      ],
    },
    {
      id: 'stats-column-in-expressions',
      tag: 'inferred',
      statement:
        'What is written as a column of the `stats` before is that column, in `filter`, `sort`, `display` and inside of expressions.',
      checks: [
        answers('stats count(*) by ms | filter count(*) > 1 and (count(*)) < 9 | display ms', twice, [{ ms: '1' }]),
        answers('stats count(*) by ms | display count(*) * 2 as d | sort d', twice, [{ d: '2' }, { d: '4' }]),
        answers('stats count(*) by ms | sort 0 - count(*) | display ms', twice, [{ ms: '1' }, { ms: '2' }]),
        answers('stats count(*) by bin(1m) | filter bin(1m) > 0', twice, [
          { 'bin(1m)': '2026-11-25 12:00:00.000', 'count(*)': '3' },
        ]),
        answers('stats count(*) by bin(1m) | filter bin(1m) < 1', twice, []),
        answers('stats (max(ms) + 1) | filter (max(ms) + 1) = 3 | display (max(ms) + 1) % 2 as odd', twice, [
          { odd: '1' },
        ]),
        answers('stats count(*), count(*) as `5` by ms | filter ms < 5 | stats count(*) as c', twice, [{ c: '2' }]),
        refuses('stats count(*) by ms | filter count(ms) > 1', 'count(ms)'),
      ],
    },
    {
      id: 'stats-column-order',
      tag: 'observed',
      source: 'grafanaResults',
      statement: 'The columns are those of `by`, in their order, and then the items.',
      checks: [
        {
          query: 'stats count(*) as c, sum(ms) as s by user, status',
          messages: calls,
          columns: ['user', 'status', 'c', 's'],
        },
      ],
    },
    {
      id: 'stats-alias-is-no-operand',
      tag: 'inferred',
      statement:
        'An aggregate function reads the fields of the rows, also where a group of its `stats` has the same alias.',
      checks: [
        answersInAnyOrder(
          'stats count_distinct(x) as n by toupper(u) as x',
          [{ u: 'a', x: 1 }, { u: 'a', x: 2 }, { u: 'b' }],
          [
            { x: 'A', n: '2' },
            { x: 'B', n: '0' },
          ],
        ),
      ],
    },
    {
      id: 'stats-offset',
      tag: 'secondary',
      source: 'stacksim',
      statement: '`offset` after what `stats` groups by compares with an earlier range of time.',
      choice: 'It is refused by name.',
      checks: [isUnsupported('stats count(*) by bin(5m) offset 1h', 'offset')],
    },
  ],
};
