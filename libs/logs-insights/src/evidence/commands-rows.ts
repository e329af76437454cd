import { accepts, answers, isUnsupported, refuses } from './checks';
import { type Check, type EvidenceSubject } from './evidence';

/** The values of `v` after a sort by it. */
const sorts = (values: readonly string[], direction: 'asc' | 'desc'): Check =>
  answers(
    `fields v | sort v ${direction}`,
    shuffled(values).map((v) => ({ v })),
    (direction === 'asc' ? values : values.toReversed()).map((v) => ({ v })),
  );

/** Every third first, so that the order of the events helps nobody. */
const shuffled = (values: readonly string[]): string[] =>
  [0, 1, 2].flatMap((rest) => values.filter((_, index) => index % 3 === rest));

const versions = [{ server: 'a', v: 1 }, { server: 'b', v: 2 }, { server: 'a', v: 3 }, { v: 4 }, { v: 5 }];

/** `sort`, `limit`, `dedup`: which rows, and in which order. */
export const rowEvidence: EvidenceSubject = {
  title: 'sort, limit, dedup',
  entries: [
    {
      id: 'sort-ascends-by-default',
      tag: 'documented',
      source: 'sort',
      statement: '`sort` goes up unless `desc` is written.',
      checks: [answers('fields v | sort v | limit 2', versions, [{ v: '1' }, { v: '2' }])],
    },
    {
      id: 'sort-by-several-keys',
      tag: 'documented',
      source: 'sort',
      statement: '`sort` takes several keys, each with its direction.',
      checks: [
        answers('filter ispresent(server) | fields server, v | sort server asc, v desc', versions, [
          { server: 'a', v: '3' },
          { server: 'a', v: '1' },
          { server: 'b', v: '2' },
        ]),
      ],
    },
    {
      id: 'sort-by-alias-and-backticks',
      tag: 'documented',
      source: 'alias',
      statement: '`sort` reads aliases.',
      checks: [
        answers('stats count(*) as `how many` by server | sort `how many` desc, server desc | limit 1', versions, [
          { server: 'a', 'how many': '2' },
        ]),
        accepts('fields v | sort abs(v) as size desc'),
      ],
    },
    {
      id: 'sort-by-expression',
      tag: 'inferred',
      statement: 'A key of `sort` may be an expression.',
      checks: [answers('fields v | sort v % 3 desc, v | limit 2', versions, [{ v: '2' }, { v: '5' }])],
    },
    {
      id: 'sort-numbers-last',
      tag: 'documented',
      source: 'sort',
      statement: 'Going up, texts that are no numbers come before all numbers.',
      checks: [sorts(['abc', 'b2', '-1', '3'], 'asc'), sorts(['abc', 'b2', '-1', '3'], 'desc')],
    },
    {
      id: 'sort-numbers-by-value',
      tag: 'documented',
      source: 'sort',
      statement: 'Numbers are sorted by value, and equal ones by how they are written.',
      checks: [sorts(['0', '01', '1', '2', '10'], 'asc')],
    },
    {
      id: 'sort-texts-in-runs',
      tag: 'documented',
      source: 'sort',
      statement:
        'Texts are compared by runs of digits, shorter ones first, and runs of other characters, by code point.',
      checks: [
        sorts(
          ['!:', '#', '*%04', '0#', '5A', '111A', '2345_', '@', '@_', 'A', 'A9876fghj', 'a12345hfh', '0', '01'],
          'asc',
        ),
        sorts(['a2b', 'a10a', 'a10b'], 'asc'),
      ],
    },
    {
      id: 'sort-desc-is-the-reverse',
      tag: 'documented',
      source: 'sort',
      statement: '`desc` is the exact reverse.',
      checks: [sorts(['!:', '0#', '5A', '111A', '@', 'A', 'a1', '0', '01', '2'], 'desc')],
    },
    {
      id: 'sort-is-stable',
      tag: 'inferred',
      statement: 'Rows with equal keys stay newest first.',
      checks: [answers('filter not ispresent(server) | fields v | sort server', versions, [{ v: '5' }, { v: '4' }])],
    },
    {
      id: 'sort-before-limit',
      tag: 'inferred',
      statement: '`sort` takes effect before `limit`, whichever is written first.',
      checks: [answers('limit 1 | fields v | sort v', versions, [{ v: '1' }])],
    },
    {
      id: 'limit-takes-the-first',
      tag: 'documented',
      source: 'limit',
      statement: '`limit` keeps the first rows; without a `sort` those are the newest events.',
      checks: [
        answers('fields v | sort v | limit 1', versions, [{ v: '1' }]),
        answers('fields v | limit 1', versions, [{ v: '5' }]),
      ],
    },
    {
      id: 'limit-range',
      tag: 'documented',
      source: 'limit',
      statement: '`limit` takes a whole number up to 100,000.',
      checks: [
        accepts('fields a | limit 100000'),
        refuses('fields a | limit 100001', '100001'),
        refuses('fields a | limit 0', '0'),
        refuses('fields a | limit 1.5', '1.5'),
        refuses('fields a | limit many', 'many'),
      ],
    },
    {
      id: 'limit-default',
      tag: 'documented',
      source: 'limit',
      statement: 'Without `limit` a query gives 10,000 rows at most.',
      checks: [
        { query: 'fields v', messages: Array.from({ length: 10_001 }, () => 'x'), rowCount: 10_000 },
        { query: 'fields v | limit 10001', messages: Array.from({ length: 10_002 }, () => 'x'), rowCount: 10_001 },
      ],
    },
    {
      id: 'limit-any',
      tag: 'documented',
      source: 'limit',
      statement: '`limit any` may take any rows.',
      choice: 'It takes those of `limit`.',
      checks: [answers('fields v | limit any 1', versions, [{ v: '5' }])],
    },
    {
      id: 'dedup-keeps-the-first',
      tag: 'documented',
      source: 'dedup',
      statement: '`dedup` keeps the first row of each value, in the order of the `sort` before it.',
      checks: [
        answers('filter ispresent(server) | fields server, v | sort v | dedup server', versions, [
          { server: 'a', v: '1' },
          { server: 'b', v: '2' },
        ]),
      ],
    },
    {
      id: 'dedup-newest-by-default',
      tag: 'documented',
      source: 'dedup',
      statement: 'Without a `sort` `dedup` keeps the newest.',
      checks: [
        answers('filter ispresent(server) | fields server, v | dedup server', versions, [
          { server: 'a', v: '3' },
          { server: 'b', v: '2' },
        ]),
      ],
    },
    {
      id: 'dedup-several-fields',
      tag: 'documented',
      source: 'dedup',
      statement: '`dedup` by several fields keeps one row of each combination.',
      checks: [
        {
          query: 'filter ispresent(server) | dedup server, v',
          messages: [...versions, { server: 'a', v: 3 }],
          rowCount: 3,
        },
      ],
    },
    {
      id: 'dedup-keeps-missing',
      tag: 'documented',
      source: 'dedup',
      statement: 'Rows that miss a field of `dedup` are all kept.',
      checks: [answers('fields v | dedup server', versions, [{ v: '5' }, { v: '4' }, { v: '3' }, { v: '2' }])],
    },
    {
      id: 'only-limit-follows-dedup',
      tag: 'documented',
      source: 'dedup',
      statement: 'Only `limit` may follow `dedup`.',
      checks: [
        answers('fields v | sort v | dedup server | limit 1', versions, [{ v: '1' }]),
        refuses('dedup server | fields v', 'fields'),
        refuses('dedup server | filter v = 1', 'filter'),
      ],
    },
    {
      id: 'no-map-in-dedup',
      tag: 'documented',
      source: 'functions',
      statement: 'A map or a list can be used neither in `dedup` nor in `sort` nor in `stats`.',
      checks: [
        refuses('fields jsonParse(@message) as whole | dedup whole', 44),
        refuses('fields jsonParse(@message) as whole | sort whole', 43),
        refuses('fields jsonParse(@message) as whole | stats max(whole)', 48),
      ],
    },
    {
      id: 'tail-is-old',
      tag: 'documented',
      source: 'agentToolkit',
      statement: '`tail` is an old command, in place of which there is `limit`.',
      choice: 'It is refused by name.',
      checks: [isUnsupported('fields v | tail 1', 'tail')],
    },
    {
      id: 'head-is-limit',
      tag: 'documented',
      source: 'agentToolkit',
      statement: '`head` is an old word for `limit`.',
      checks: [answers('fields v | sort v | head 1', versions, [{ v: '1' }])],
    },
  ],
};
