import { accepts, answers, isUnsupported, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

const versions = [{ server: 'a', v: 1 }, { server: 'b', v: 2 }, { server: 'a', v: 3 }, { v: 4 }, { v: 5 }];

const documents = versions.slice(0, 3).map(({ server, v }) => ({ v, doc: JSON.stringify({ server }) }));

/** `limit`, `head` and `dedup`: which rows are kept. */
export const limitEvidence: EvidenceSubject = {
  title: 'limit, dedup',
  entries: [
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
      id: 'dedup-by-part-of-a-map',
      tag: 'inferred',
      statement: '`dedup` can compare a part of a map.',
      checks: [
        answers('fields jsonParse(doc) as d | fields v | display v | sort v | dedup d.server', documents, [
          { v: '1' },
          { v: '2' },
        ]),
        answers('fields jsonParse(doc) as d | display v | sort v desc | limit 2 | dedup d.server', documents, [
          { v: '3' },
          { v: '2' },
        ]),
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
