import { answers, gives, totals } from './checks';
import { type EvidenceSubject, firstEventMs } from './evidence';

/** How values are written in a result, and what a result tells about its run. */
export const resultEvidence: EvidenceSubject = {
  title: 'Results',
  entries: [
    {
      id: 'times-as-text',
      tag: 'observed',
      source: 'grafanaResults',
      statement: 'A time is written as `YYYY-MM-DD HH:MM:SS.mmm` in UTC.',
      checks: [
        gives('@timestamp', '2026-11-25 12:00:00.000'),
        totals('latest(@timestamp)', ['a'], '2026-11-25 12:00:00.000'),
      ],
    },
    {
      id: 'whole-numbers-without-exponent',
      tag: 'observed',
      source: 'benchmark',
      statement: 'A whole number that was computed is written in plain digits.',
      checks: [
        totals('sum(v)', [{ v: 512_000_000 }], '512000000'),
        totals('sum(v)', [{ v: 4e20 }, { v: 6e20 }], '1000000000000000000000'),
      ],
    },
    {
      id: 'four-decimals',
      tag: 'observed',
      source: 'benchmark',
      statement:
        'A computed number of 1 and more has at most four decimals, without zeros at the end, and halves go up.',
      checks: [
        totals('avg(v)', [{ v: 1234.56789 }], '1234.5679'),
        totals('avg(v)', [{ v: 2 }, { v: 3 }], '2.5'),
        totals('max(v * 1)', [{ v: '1.00005' }], '1.0001'),
      ],
    },
    {
      id: 'four-significant-digits',
      tag: 'observed',
      source: 'benchmark',
      statement: 'A computed number below 1 has four significant digits and no exponent.',
      checks: [
        totals('avg(v)', [{ v: 0.000123456 }], '0.0001235'),
        totals('avg(v)', [{ v: 4.321e-9 }], '0.000000004321'),
      ],
    },
    {
      id: 'json-number-as-written',
      tag: 'observed',
      source: 'grafanaResults',
      statement: 'A number of JSON that is only shown is shown as it is written in the event.',
      checks: [
        gives('a', '1.50', '{"a":1.50}'),
        gives('a', '12345678901234567891', '{"a":12345678901234567891}'),
        gives('a', '1e3', '{"a":1e3}'),
      ],
    },
    {
      id: 'conditions-as-digits',
      tag: 'documented',
      source: 'functions',
      statement: 'Conditions are shown as 1 and 0.',
      checks: [gives('strcontains("ab", "b")', '1'), gives('1 = 2', '0')],
    },
    {
      id: 'cells-in-order',
      tag: 'observed',
      source: 'grafanaResults',
      statement: 'The cells of a row are in the order of the columns, each a name and a text.',
      checks: [{ query: 'fields b, a', messages: [{ a: 1, b: 2 }], columns: ['b', 'a', '@ptr'] }],
    },
    {
      id: 'range-is-inclusive',
      tag: 'documented',
      source: 'startQuery',
      statement: 'The range of a query includes both ends.',
      checks: [
        {
          query: 'fields n | sort n',
          events: [-1, 0, 1999, 2000].map((offset, n) => ({ timestamp: firstEventMs + offset, message: `{"n":${n}}` })),
          given: { startTime: firstEventMs / 1000, endTime: firstEventMs / 1000 + 1 },
          rows: [{ n: '1' }, { n: '2' }],
        },
      ],
    },
    {
      id: 'range-ends-with-its-second',
      tag: 'observed',
      source: 'localstack',
      statement: 'The last second of the range belongs to it up to its last millisecond.',
      checks: [
        {
          query: 'stats count(*) as c',
          events: [{ timestamp: firstEventMs + 999, message: 'x' }],
          given: { startTime: firstEventMs / 1000, endTime: firstEventMs / 1000 },
          rows: [{ c: '1' }],
        },
      ],
    },
    {
      id: 'statistics-of-the-whole-run',
      tag: 'documented',
      source: 'getQueryResults',
      statement: 'The statistics are about all events that were read, not about the rows that are shown.',
      checks: [
        {
          query: 'fields a | filter a = 1 | limit 1',
          messages: [{ a: 1 }, { a: 1 }, { a: 2 }],
          rowCount: 1,
          statistics: { recordsMatched: 2, recordsScanned: 3 },
        },
      ],
    },
    {
      id: 'statistics-in-detail',
      tag: 'inferred',
      statement:
        '`recordsScanned` counts the events in the range, `bytesScanned` their UTF-8 bytes, `recordsMatched` those that passed the filters.',
      checks: [
        {
          query: 'filter @message = "match" | stats count(*)',
          messages: ['\u00e4\u20ac\u{1f600}', 'match'],
          statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 14 },
        },
      ],
    },
    {
      id: 'no-rows-no-cells',
      tag: 'documented',
      source: 'getQueryResults',
      statement: 'A query that finds nothing has no rows.',
      checks: [answers('filter a = 1 | fields a', [{ a: 2 }], [])],
    },
  ],
};
