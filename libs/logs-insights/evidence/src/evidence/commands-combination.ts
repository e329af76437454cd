import { answers, isUnsupported, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

const cells = [
  { n: 1, a: 1, b: 2 },
  { n: 2, a: 3 },
  { n: 3, a: 5, b: 6 },
];

/** Commands since 2025 that fill, add and combine, and those that can't be run here. */
export const combinationEvidence: EvidenceSubject = {
  title: 'Totals, gaps, combinations and what is proprietary',
  entries: [
    {
      id: 'addtotals-rows',
      tag: 'documented',
      source: 'addtotals',
      statement:
        '`addtotals` adds up the numbers of each row, or those of the fields it names, in a column `Total` or one it names.',
      checks: [
        answers('fields a, b | sort n | addtotals | limit 1', cells, [{ a: '1', b: '2', Total: '3' }]),
        answers('fields a, b | sort n | addtotals a | limit 1', cells, [{ a: '1', b: '2', Total: '1' }]),
        answers('fields a, b | sort n | addtotals fieldname=Sum | limit 1', cells, [{ a: '1', b: '2', Sum: '3' }]),
      ],
    },
    {
      id: 'addtotals-columns',
      tag: 'documented',
      source: 'addtotals',
      statement:
        '`addtotals col=true` adds a last row with the sums of the columns, and `row=false` leaves the column `Total` out.',
      checks: [
        answers('fields a | sort a | addtotals row=false col=true a', cells, [
          { a: '1' },
          { a: '3' },
          { a: '5' },
          { a: '9' },
        ]),
      ],
    },
    {
      id: 'accum-runs',
      tag: 'documented',
      source: 'accum',
      statement:
        '`accum` gives the running sum of a field, in the order of the rows, under a name of its own if it has one.',
      checks: [
        answers('fields a | sort n | accum a as sum', cells, [
          { a: '1', sum: '1' },
          { a: '3', sum: '4' },
          { a: '5', sum: '9' },
        ]),
      ],
    },
    {
      id: 'accum-of-part-of-a-map',
      tag: 'inferred',
      statement: '`accum` and `filldown` take parts of maps, and later commands read what they made.',
      checks: [
        answers('fields jsonParse(@message) as p | sort n | display n | accum p.a as sum', cells, [
          { n: '1', sum: '1' },
          { n: '2', sum: '4' },
          { n: '3', sum: '9' },
        ]),
        answers('fields jsonParse(@message) as p | sort n | accum p.a | filter p.a > 3 | display p.a', cells, [
          { 'p.a': '4' },
          { 'p.a': '9' },
        ]),
        answers('fields jsonParse(@message) as p | sort n | display p.b | filldown | display p.b', cells, [
          { 'p.b': '2' },
          { 'p.b': '2' },
          { 'p.b': '6' },
        ]),
      ],
    },
    {
      id: 'accum-of-no-number',
      tag: 'inferred',
      statement: '`accum` does not sum up what every event has, `@timestamp` and its aliases least of all.',
      checks: [
        refuses('accum @timestamp', '@timestamp'),
        refuses('fields @timestamp as t | accum t as sum', 31),
        refuses('accum @message as sum', '@message'),
      ],
    },
    {
      id: 'filldown-carries',
      tag: 'documented',
      source: 'filldown',
      statement:
        '`filldown` puts the last value before it where a field is missing; it takes names apart by white space, stars in them, or none for all.',
      checks: [
        answers('fields n, b | sort n | filldown b', cells, [
          { n: '1', b: '2' },
          { n: '2', b: '2' },
          { n: '3', b: '6' },
        ]),
        answers('fields n, b | sort n | filldown b*', cells, [
          { n: '1', b: '2' },
          { n: '2', b: '2' },
          { n: '3', b: '6' },
        ]),
        answers('fields n, b | sort n | filldown', cells, [
          { n: '1', b: '2' },
          { n: '2', b: '2' },
          { n: '3', b: '6' },
        ]),
      ],
    },
    {
      id: 'fillmissing-adds-bins',
      tag: 'documented',
      source: 'fillmissing',
      statement:
        '`fillmissing` after `stats ... by bin()` adds a row for each bin without events, with a constant in the fields it names.',
      checks: [
        {
          query: 'stats count(*) as c by bin(1m) as t | fillmissing with 0 for c | sort t',
          events: [0, 120_000].map((timestamp) => ({ timestamp, message: 'x' })),
          rows: [
            { t: '1970-01-01 00:00:00.000', c: '1' },
            { t: '1970-01-01 00:01:00.000', c: '0' },
            { t: '1970-01-01 00:02:00.000', c: '1' },
          ],
        },
      ],
    },
    {
      id: 'appendcols-by-position',
      tag: 'documented',
      source: 'appendcols',
      statement: '`appendcols` puts the columns of a second query beside those of the first, row by row.',
      choice: 'It is refused by name.',
      checks: [isUnsupported("stats count(*) as c | appendcols (SOURCE '/b' | stats count(*) as d)", 'appendcols')],
    },
    {
      id: 'join-by-field',
      tag: 'documented',
      source: 'join',
      statement: '`join` combines events with those of another query by equal fields.',
      choice: 'It is refused by name.',
      checks: [isUnsupported("join type=inner left=a right=b where a.id = b.id (SOURCE '/b')", 'join')],
    },
    {
      id: 'subquery-as-list',
      tag: 'documented',
      source: 'subqueries',
      statement: '`in` takes a second query in parentheses for a list.',
      choice: 'It is refused by name.',
      checks: [isUnsupported("filter id in (SOURCE '/b' | fields id)", 'SOURCE')],
    },
    {
      id: 'lookup-in-table',
      tag: 'documented',
      source: 'lookup',
      statement: '`lookup` adds columns of a table that was uploaded.',
      choice: 'It is refused by name.',
      checks: [isUnsupported('lookup users id as user_id OUTPUT name', 'lookup')],
    },
    {
      id: 'pattern-clusters',
      tag: 'documented',
      source: 'pattern',
      statement:
        '`pattern` clusters messages by their shape and shows `@pattern`, `@ratio`, `@sampleCount` and `@severityLabel`.',
      choice: 'It is refused by name: another clustering would look like an answer and be none.',
      checks: [isUnsupported('pattern @message', 'pattern')],
    },
    {
      id: 'diff-compares-ranges',
      tag: 'documented',
      source: 'diff',
      statement: '`diff` compares with an earlier range of time, by default the one just before.',
      choice: 'It is refused by name.',
      checks: [
        isUnsupported('pattern @message | diff', 'pattern'),
        isUnsupported('filter a = 1 | diff previousDay', 'diff'),
      ],
    },
    {
      id: 'anomaly-finds-the-unusual',
      tag: 'documented',
      source: 'anomaly',
      statement: '`anomaly` finds unusual messages by machine learning.',
      choice: 'It is refused by name.',
      checks: [isUnsupported('filter a = 1 | anomaly', 'anomaly')],
    },
    {
      id: 'relevantfields-ranks',
      tag: 'documented',
      source: 'relevantFields',
      statement: '`relevantfields` ranks fields by what they tell of a condition.',
      choice: 'It is refused by name.',
      checks: [isUnsupported('relevantfields a = 1', 'relevantfields')],
    },
    {
      id: 'newer-commands',
      tag: 'documented',
      source: 'syntax',
      statement: 'There are `autoregress`, `logcompare`, `cidrlookup`, `outlier`, `sessionize` and `countFrequent`.',
      choice: 'They are refused by name.',
      checks: [
        isUnsupported('autoregress a', 'autoregress'),
        isUnsupported('logcompare 1d', 'logcompare'),
        isUnsupported('cidrlookup t ip', 'cidrlookup'),
        isUnsupported('outlier a', 'outlier'),
        isUnsupported('sessionize a', 'sessionize'),
        isUnsupported('countFrequent a', 'countFrequent'),
      ],
    },
    {
      id: 'json-extracts',
      tag: 'documented',
      source: 'parse',
      statement: '`json field=...` takes a member of a field that holds JSON.',
      choice: 'It is refused by name.',
      checks: [isUnsupported('json field=a "b.c" as d', 'json')],
    },
    {
      id: 'search-is-a-command',
      tag: 'observed',
      source: 'boto',
      statement: 'The parser of AWS has a command `search`, of which nothing else is known.',
      choice: 'It is refused by name.',
      checks: [isUnsupported('search "error"', 'search')],
    },
  ],
};
