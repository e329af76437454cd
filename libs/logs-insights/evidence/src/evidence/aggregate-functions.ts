import { answers, isUnsupported, totals } from './checks';
import { type Check, type EvidenceSubject, firstEventMs } from './evidence';

const tenToHundred = Array.from({ length: 10 }, (_, index) => ({ v: (index + 1) * 10 }));
const mixed = [{ v: 3 }, { v: 10 }, { v: 10 }, { v: 'none' }, {}];

const empty = (item: string, value?: string): Check => totals(item, [{ other: 1 }], value);

/** What `stats` can compute over a group. */
export const aggregateEvidence: EvidenceSubject = {
  title: 'Aggregate functions',
  entries: [
    {
      id: 'count-rows',
      tag: 'documented',
      source: 'stats',
      statement: '`count()` and `count(*)` count all rows.',
      checks: [totals('count()', mixed, '5'), totals('count(*)', mixed, '5')],
    },
    {
      id: 'count-field',
      tag: 'documented',
      source: 'stats',
      statement: '`count(field)` counts the rows that have the field.',
      checks: [totals('count(v)', mixed, '4')],
    },
    {
      id: 'count-distinct',
      tag: 'documented',
      source: 'stats',
      statement: '`count_distinct()` counts different values, and only approximately when there are very many.',
      choice: 'It is always exact.',
      checks: [
        totals('count_distinct(v)', mixed, '3'),
        totals(
          'count_distinct(v)',
          Array.from({ length: 5000 }, (_, v) => ({ v })),
          '5000',
        ),
      ],
    },
    {
      id: 'sum-avg',
      tag: 'documented',
      source: 'stats',
      statement: '`sum()` and `avg()` add up and average numbers.',
      checks: [totals('sum(v)', tenToHundred, '550'), totals('avg(v)', tenToHundred, '55')],
    },
    {
      id: 'sum-avg-leave-out',
      tag: 'inferred',
      statement: '`sum()` and `avg()` leave out what is missing or no number.',
      checks: [totals('sum(v)', mixed, '23'), totals('avg(v)', mixed, '7.6667')],
    },
    {
      id: 'sum-is-compensated',
      tag: 'inferred',
      statement: 'The printed digits of a sum do not depend on the order of the events.',
      checks: [
        totals('sum(v)', [{ v: 1e16 }, { v: 1 }, { v: -1e16 }], '1'),
        totals(
          'sum(v)',
          Array.from({ length: 10 }, () => ({ v: 0.1 })),
          '1',
        ),
      ],
    },
    {
      id: 'min-max-keep-the-kind',
      tag: 'documented',
      source: 'stats',
      statement: '`min()` and `max()` give a value of the field: a number, a text or a time.',
      checks: [
        totals('min(v)', tenToHundred, '10'),
        totals('max(v)', [{ v: 'apple' }, { v: 'pear' }], 'pear'),
        totals('max(@timestamp)', ['a', 'b'], '2026-11-25 12:00:01.000'),
      ],
    },
    {
      id: 'min-max-order',
      tag: 'inferred',
      statement: '`min()` and `max()` go by the order of `sort`.',
      checks: [totals('max(v)', [{ v: 'v9' }, { v: 'v10' }], 'v10'), totals('min(v)', mixed, 'none')],
    },
    {
      id: 'percentile-nearest-rank',
      tag: 'observed',
      source: 'benchmark',
      statement: '`pct()` and `percentile()` give the value at the nearest rank: of few values one that occurs.',
      checks: [
        totals('pct(v, 50)', tenToHundred, '50'),
        totals('pct(v, 95)', tenToHundred, '100'),
        totals('percentile(v, 90)', tenToHundred, '90'),
        totals('pct(v, 91)', tenToHundred, '100'),
      ],
    },
    {
      id: 'median',
      tag: 'inferred',
      statement: '`median()` is the 50th percentile.',
      checks: [totals('median(v)', tenToHundred, '50')],
    },
    {
      id: 'stddev',
      tag: 'documented',
      source: 'stats',
      statement: '`stddev()` is the standard deviation.',
      checks: [totals('stddev(v)', [{ v: 5 }, { v: 5 }], '0')],
    },
    {
      id: 'variance',
      tag: 'secondary',
      source: 'stacksim',
      statement: '`variance()` is the square of the standard deviation.',
      checks: [
        totals(
          'variance(v)',
          [2, 4, 4, 4, 5, 5, 7, 9].map((v) => ({ v })),
          '4',
        ),
      ],
    },
    {
      id: 'earliest-latest',
      tag: 'documented',
      source: 'stats',
      statement: '`earliest()` and `latest()` give the value of the event with the first and the last `@timestamp`.',
      checks: [
        {
          query: 'stats earliest(v) as first, latest(v) as last',
          events: [2, 3, 1].map((v) => ({ timestamp: firstEventMs + v, message: `{"v":${v}}` })),
          rows: [{ first: '1', last: '3' }],
        },
      ],
    },
    {
      id: 'earliest-latest-present',
      tag: 'inferred',
      statement: '`earliest()` and `latest()` pass over events that do not have the field.',
      checks: [totals('latest(v)', [{ v: 1 }, { v: 2 }, {}], '2'), totals('earliest(v)', [{}, { v: 1 }], '1')],
    },
    {
      id: 'sorts-first-last',
      tag: 'documented',
      source: 'stats',
      statement: '`sortsFirst()` and `sortsLast()` give the first and the last value in the order of `sort`.',
      checks: [totals('sortsFirst(v)', mixed, 'none'), totals('sortsLast(v)', mixed, '10')],
    },
    {
      id: 'values-lists',
      tag: 'secondary',
      source: 'stacksim',
      statement: '`values()` and `collect_values()` give the list of the values of a group.',
      choice: 'Each value once, in the order in which they appeared (unverified).',
      checks: [
        totals('values(v)', [{ v: 'b' }, { v: 'a' }, { v: 'b' }], '["b","a"]'),
        totals('collect_values(v)', [{ v: 'b' }], '["b"]'),
      ],
    },
    {
      id: 'unknown-aggregates',
      tag: 'secondary',
      source: 'stacksim',
      statement:
        'There are `topk`, `rate`, `histogram`, `count_over_time` and `sum_over_time`, whose arguments are not known.',
      choice: 'They are refused by name.',
      checks: [
        isUnsupported('stats topk(v, 3)', 'topk'),
        isUnsupported('stats rate(v)', 'rate'),
        isUnsupported('stats histogram(v)', 'histogram'),
        isUnsupported('stats count_over_time(v)', 'count_over_time'),
        isUnsupported('stats sum_over_time(v)', 'sum_over_time'),
      ],
    },
    {
      id: 'empty-aggregates',
      tag: 'observed',
      source: 'benchmark',
      statement: 'Where no row has the field `sum()` and `avg()` have no cell, `pct()` is 0 and `count()` is 0.',
      checks: [empty('sum(v)'), empty('avg(v)'), empty('pct(v, 95)', '0'), empty('count(v)', '0')],
    },
    {
      id: 'empty-extremes',
      tag: 'inferred',
      statement: 'Where no row has the field `min()`, `max()`, `earliest()` and `latest()` have no cell.',
      checks: [empty('min(v)'), empty('max(v)'), empty('earliest(v)'), empty('latest(v)')],
    },
    {
      id: 'aggregates-inside-functions',
      tag: 'documented',
      source: 'stats',
      statement: 'An aggregate may be an argument of another function.',
      checks: [answers('stats ceil(avg(v)) as x, floor(max(v) / 3) as y', tenToHundred, [{ x: '55', y: '33' }])],
    },
  ],
};
