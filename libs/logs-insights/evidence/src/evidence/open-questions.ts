import { answers, refuses } from './checks';
import { type Check, type EvidenceSubject, type Message } from './evidence';

/** What every query that settles a question is asked of: numbers, booleans, a missing field, a text and a wide event. */
export const questionMessages: readonly Message[] = [
  { n: 1, ok: true, who: 'anna' },
  { n: 2, ok: false, who: 'bert' },
  { n: 4, who: 'cleo' },
  'plain text',
  Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`f${index}`, index])),
];

const settles = (query: string, rows: NonNullable<Check['rows']>, limit?: number): Check =>
  answers(query, questionMessages, rows, limit === undefined ? undefined : { limit });

const statsInARow = (count: number): string =>
  ['stats count(*) as c0', ...Array.from({ length: count - 1 }, (_, at) => `stats sum(c${at}) as c${at + 1}`)].join(
    ' | ',
  );

const counted = (count: number) => [{ c: String(count) }];

/** What no document answers, with the answer that is assumed here and the queries that settle it. */
export const openQuestionEvidence: EvidenceSubject = {
  title: 'Open questions',
  entries: [
    {
      id: 'question-count-of-nothing',
      tag: 'inferred',
      statement: '`stats` over no rows gives one row with a count of 0, and with `by` no row.',
      question: { number: 1, asks: 'What does `count(*)` give over no rows?', otherwise: 'no row, also without `by`' },
      checks: [
        settles('filter @message = "gone" | stats count(*) as c', counted(0)),
        settles('filter @message = "gone" | stats count(*) as c by n', []),
      ],
    },
    {
      id: 'question-boolean-as-text',
      tag: 'inferred',
      statement: 'A boolean of JSON is 1 or 0, so that it does not equal `"true"` and equals `true`.',
      question: {
        number: 2,
        asks: 'Does a boolean of JSON equal `"true"`?',
        otherwise: 'a count of 1 in the first row',
      },
      checks: [
        settles('filter ok = "true" | stats count(*) as c', counted(0)),
        settles('filter ok = true | stats count(*) as c', counted(1)),
        settles('filter ok = false | stats count(*) as c', counted(1)),
      ],
    },
    {
      id: 'question-missing-compared',
      tag: 'inferred',
      statement:
        'A comparison with a missing field is false, `!=`, `not in` and `not like` too; and `not (missing = 1)` is true.',
      question: {
        number: 3,
        asks: 'Is a missing field different from a value?',
        otherwise: '4 in place of 2 if it is, 2 in place of 4 if conditions have three values',
      },
      checks: [
        settles('filter who != "anna" | stats count(*) as c', counted(2)),
        settles('filter who not in ["anna"] | stats count(*) as c', counted(2)),
        settles('filter who not like "anna" | stats count(*) as c', counted(2)),
        settles('filter not (who = "anna") | stats count(*) as c', counted(4)),
      ],
    },
    {
      id: 'question-missing-sorted',
      tag: 'inferred',
      statement: 'Rows that miss a key of `sort` come first going up and last going down.',
      question: { number: 4, asks: 'Where does `sort` put what is missing?', otherwise: '1 and 0, or the same twice' },
      checks: [
        settles('fields ispresent(n) as x | sort n | limit 1', [{ x: '0' }]),
        settles('fields ispresent(n) as x | sort n desc | limit 1', [{ x: '1' }]),
      ],
    },
    {
      id: 'question-plain-arithmetic',
      tag: 'inferred',
      statement: 'Arithmetic in `fields` is shown as that over aggregates is.',
      question: {
        number: 5,
        asks: 'How is arithmetic in `fields` shown?',
        otherwise: '`8.0`, `1.3333333333333333`, `1.3333333333333334E-4`',
      },
      checks: [
        settles('filter n = 4 | fields n * 2 as a, n / 3 as b, n / 30000 as c', [
          { a: '8', b: '1.3333', c: '0.0001333' },
        ]),
      ],
    },
    {
      id: 'question-column-name',
      tag: 'inferred',
      statement: 'A column without an alias is named by its expression as it is written, white space included.',
      question: {
        number: 6,
        asks: 'Is white space kept in the names of columns?',
        otherwise: '`count(*)` and `sum(n + 1)`',
      },
      checks: [settles('stats count( * ), sum( n  +  1 )', [{ 'count( * )': '5', 'sum( n  +  1 )': '10' }])],
    },
    {
      id: 'question-unnest-of-no-list',
      tag: 'documented',
      source: 'unnest',
      statement: '`unnest` takes what is no list for a list of one.',
      question: { number: 7, asks: 'What does `unnest` make of what is no list?', otherwise: 'no row, or no `x`' },
      checks: [settles('filter n = 1 | unnest who into x | display who, x', [{ who: 'anna', x: 'anna' }])],
    },
    {
      id: 'question-division-by-zero',
      tag: 'inferred',
      statement: 'A division by zero and its remainder are missing.',
      question: { number: 8, asks: 'What is a division by zero?', otherwise: '`Infinity`, `NaN` or 0' },
      checks: [settles('filter n = 1 | fields n / 0 as x, n % 0 as y', [{}])],
    },
    {
      id: 'question-which-fields',
      tag: 'inferred',
      statement: 'Of more than 200 fields of an event the first in the document are found.',
      question: {
        number: 9,
        asks: 'Which 200 fields of a wide event are found?',
        otherwise: 'another pair than 1 and 0',
      },
      checks: [
        settles('filter @message like "f249" | fields ispresent(f199) as a, ispresent(f200) as b', [
          { a: '1', b: '0' },
        ]),
      ],
    },
    {
      id: 'question-filter-after-stats',
      tag: 'inferred',
      statement: 'A `filter` after `stats` by a field of the events alone is taken for one before it.',
      question: {
        number: 10,
        asks: 'Can `filter` after `stats` read fields of the events?',
        otherwise: 'an error, or no row',
      },
      checks: [settles('stats count(*) as c by who | filter n = 4', [{ who: 'cleo', c: '1' }])],
    },
    {
      id: 'question-how-many-stats',
      tag: 'secondary',
      source: 'stacksim',
      statement: 'A query may have ten `stats` commands.',
      question: {
        number: 11,
        asks: 'How many `stats` commands may a query have?',
        otherwise: 'an error; the User Guide says two',
      },
      checks: [settles(statsInARow(10), [{ c9: '5' }]), refuses(statsInARow(11), statsInARow(11).lastIndexOf('stats'))],
    },
    {
      id: 'question-two-limits',
      tag: 'inferred',
      statement: 'Of the `limit` of StartQuery and the one in the query the smaller counts.',
      question: {
        number: 12,
        asks: 'Which `limit` counts, that of StartQuery or that of the query?',
        otherwise: 'three rows, or two',
      },
      checks: [
        settles('fields ispresent(n) as x | limit 3', [{ x: '0' }, { x: '0' }], 2),
        settles('fields ispresent(n) as x | limit 1', [{ x: '0' }], 2),
      ],
    },
    {
      id: 'question-slash-in-class',
      tag: 'inferred',
      statement: 'A `/` without a backslash ends a pattern even inside brackets.',
      question: { number: 13, asks: 'Does a `/` inside brackets end a pattern?', otherwise: 'no error, and no row' },
      checks: [refuses('filter @message like /[/]/', '[/')],
    },
    {
      id: 'question-missing-group',
      tag: 'inferred',
      statement: 'Rows that miss the value to group by are a group of their own, without that cell.',
      question: {
        number: 14,
        asks: 'What becomes of rows that miss the value to group by?',
        otherwise: 'a count of 1, or an empty cell',
      },
      checks: [settles('stats count(*) as c by who | sort c desc | limit 1', counted(2))],
    },
    {
      id: 'question-stddev',
      tag: 'inferred',
      statement: '`stddev()` is that of a population.',
      question: {
        number: 15,
        asks: 'Is `stddev()` that of a sample or of a population?',
        otherwise: '1.5275, that of a sample',
      },
      checks: [settles('stats stddev(n) as x', [{ x: '1.2472' }])],
    },
    {
      id: 'question-end-of-an-error',
      tag: 'inferred',
      statement: '`endCharOffset` of an error is the offset of its last character.',
      question: { number: 16, asks: 'Does `endCharOffset` count the last character?', otherwise: '16 in place of 15' },
      checks: [{ query: 'fields n | bogus', throws: { type: 'malformed', at: 'bogus', endsAt: 15 } }],
    },
    {
      id: 'question-long-periods',
      tag: 'inferred',
      statement:
        'Weeks start on Monday, days are counted from 1970, and months and more follow the calendar, all in UTC.',
      question: { number: 17, asks: 'Where do weeks and longer periods start?', otherwise: 'other days' },
      checks: [
        settles(
          'filter n = 1 | fields datefloor(fromMillis(1795610096789), 1w) as week, datefloor(fromMillis(1795610096789), 3d) as days, datefloor(fromMillis(1795610096789), 5mo) as months',
          [{ week: '2026-11-23 00:00:00.000', days: '2026-11-24 00:00:00.000', months: '2026-09-01 00:00:00.000' }],
        ),
      ],
    },
    {
      id: 'question-glob-without-star',
      tag: 'inferred',
      statement: 'The name after a glob without a `*` holds the text that was found.',
      question: {
        number: 18,
        asks: 'What does the name after a glob without a `*` hold?',
        otherwise: 'another value, or none',
      },
      checks: [settles('parse @message "text" as x | filter ispresent(x) | display x', [{ x: 'text' }])],
    },
  ],
};
