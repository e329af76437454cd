import { accepts, answers, refuses } from './checks';
import { type Check, type EvidenceSubject } from './evidence';

/** The values of `v` after a sort by it. */
const sorts = (values: readonly string[], direction: 'asc' | 'desc'): Check =>
  answers(
    `fields v | sort v ${direction}`,
    shuffled(values).map((v) => ({ v })),
    (direction === 'asc' ? values : values.toReversed()).map((v) => ({ v })),
  );

/** Every third first, so that the order of the events decides nothing. */
const shuffled = (values: readonly string[]): string[] =>
  [0, 1, 2].flatMap((rest) => values.filter((_, index) => index % 3 === rest));

const versions = [{ server: 'a', v: 1 }, { server: 'b', v: 2 }, { server: 'a', v: 3 }, { v: 4 }, { v: 5 }];

/** `sort`: in which order rows come. */
export const sortEvidence: EvidenceSubject = {
  title: 'sort',
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
      id: 'sort-makes-an-alias',
      tag: 'inferred',
      statement: 'A key of `sort` can have an alias, which later commands read.',
      checks: [
        answers('sort v * 2 as twice desc | fields twice | limit 2', versions, [{ twice: '10' }, { twice: '8' }]),
        answers('stats sum(v) as s by server | sort s + 1 as more | display more | limit 1', versions, [{ more: '3' }]),
        refuses('fields v as a | sort server as a', 31),
      ],
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
      id: 'no-list-in-sort',
      tag: 'inferred',
      statement: '`sort` does not take a map or a list, a list that `stats` made neither.',
      checks: [
        refuses('fields jsonParse(@message) as p | sort p', 39),
        refuses('stats values(v) as list by server | sort list', 41),
        refuses('stats values(v) by server | sort values(v)', 33),
      ],
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
  ],
};
