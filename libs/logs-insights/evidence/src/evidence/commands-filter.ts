import { answers, keeps, refuses, warns } from './checks';
import { type EvidenceSubject } from './evidence';

const calls = [
  { n: 1, isFinal: true, status: 200, path: '/a' },
  { n: 2, isFinal: false, status: 404, path: '/b' },
  { n: 3, status: 500, path: '/a' },
];

/** `filter`, its alias `where`, and `filterIndex`. */
export const filterEvidence: EvidenceSubject = {
  title: 'filter, where, filterIndex',
  entries: [
    {
      id: 'bare-condition',
      tag: 'corroborated',
      source: 'forms',
      statement: 'A bare field or call is a condition; it is true for a number other than 0.',
      checks: [
        keeps('isFinal', calls, [1]),
        keeps('ispresent(isFinal)', calls, [1, 2]),
        keeps('status', calls, [1, 2, 3]),
      ],
    },
    {
      id: 'bare-text-is-false',
      tag: 'inferred',
      statement: 'A bare text that is no number is a false condition.',
      checks: [keeps('path', calls, [])],
    },
    {
      id: 'filters-are-a-conjunction',
      tag: 'documented',
      source: 'examples',
      statement: 'An event must pass every `filter` of a query.',
      checks: [answers('filter status > 200 | filter path = "/a" | fields n', calls, [{ n: '3' }])],
    },
    {
      id: 'filter-after-stats',
      tag: 'documented',
      source: 'stats',
      statement: 'A `filter` after `stats` reads its outputs.',
      checks: [answers('stats count(*) as c by path | filter c > 1', calls, [{ path: '/a', c: '2' }])],
    },
    {
      id: 'filter-by-events-after-stats',
      tag: 'documented',
      source: 'examples',
      statement: 'Samples of AWS filter by fields of the events after `stats`.',
      choice: 'Such a `filter` runs before `stats`, and a warning says so.',
      checks: [
        answers('stats count(*) as c by path | filter status = 404', calls, [{ path: '/b', c: '1' }]),
        warns('stats count(*) as c by path | filter status = 404', 'status = 404'),
      ],
    },
    {
      id: 'filter-by-events-after-limit-and-stats',
      tag: 'inferred',
      statement: 'A `filter` that is taken for one before `stats` sees what a `limit` before that has left.',
      checks: [
        answers('limit 1 | stats count(*) as c | filter n = 1', [{ n: 1 }, { n: 2 }], [{ c: '0' }]),
        answers(
          'sort n | limit 2 | stats sum(n) as s | filter n > 1 | filter n < 4',
          [{ n: 1 }, { n: 2 }, { n: 3 }],
          [{ s: '2' }],
        ),
      ],
    },
    {
      id: 'filter-after-limit',
      tag: 'inferred',
      statement: 'A `filter` after `limit` sees only the rows that `limit` left.',
      checks: [answers('sort n | limit 1 | filter n > 1 | fields n', calls, [])],
    },
    {
      id: 'where-is-filter',
      tag: 'documented',
      source: 'where',
      statement: '`where` is another word for `filter`.',
      checks: [answers('fields n | where status = 404', calls, [{ n: '2' }])],
    },
    {
      id: 'filter-index-equals',
      tag: 'documented',
      source: 'filterIndex',
      statement: '`filterIndex` with a field and a value finds what the same `filter` finds.',
      checks: [
        answers('fields n | filterIndex status = 404', calls, [{ n: '2' }]),
        answers('filterIndex status in [404, 500] | fields n | sort n', calls, [{ n: '2' }, { n: '3' }]),
      ],
    },
    {
      id: 'filter-index-forms',
      tag: 'documented',
      source: 'filterIndex',
      statement: '`filterIndex` takes `=` and `in`, and no other operator.',
      checks: [refuses('filterIndex status > 400', 'status'), refuses('filterIndex path like "a"', 'path')],
    },
  ],
};
