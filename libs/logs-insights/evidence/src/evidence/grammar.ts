import { accepts, answers, gives, keeps, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

const people = [
  { n: 1, a: 'x', b: 1 },
  { n: 2, a: 'y', b: 2 },
  { n: 3, b: 3 },
];

/** How words and signs are put together, and which operator binds tighter. */
export const grammarEvidence: EvidenceSubject = {
  title: 'Grammar and precedence',
  entries: [
    {
      id: 'field-is-fields',
      tag: 'corroborated',
      source: 'azul',
      statement: '`field` is another word for `fields`.',
      checks: [answers('field a | sort a desc | limit 1', people, [{ a: 'y' }])],
    },
    {
      id: 'sort-by',
      tag: 'corroborated',
      source: 'serverlessSnippets',
      statement: '`sort` may be followed by `by`.',
      checks: [answers('fields n | sort by n desc | limit 1', people, [{ n: '3' }])],
    },
    {
      id: 'order-is-sort',
      tag: 'observed',
      source: 'boto',
      statement: '`order` is a command of the parser of AWS.',
      choice: 'It is another word for `sort`.',
      checks: [answers('fields n | order by n desc | limit 1', people, [{ n: '3' }])],
    },
    {
      id: 'list-after-in',
      tag: 'documented',
      source: 'filter',
      statement: '`in` and `not in` take a list in brackets.',
      checks: [keeps('a in ["x", "z"]', people, [1]), keeps('a not in ["x", "z"]', people, [2])],
    },
    {
      id: 'group-alias',
      tag: 'corroborated',
      source: 'digideps',
      statement: 'What `stats` groups by may be any expression and have an alias.',
      checks: [
        answers('stats count(*) as c by coalesce(a, "nobody") as who | sort who', people, [
          { who: 'nobody', c: '1' },
          { who: 'x', c: '1' },
          { who: 'y', c: '1' },
        ]),
        accepts('stats count(*) by bin(5m) as t, strlen(a) > 3 as isLong'),
      ],
    },
    {
      id: 'not-covers-the-comparison',
      tag: 'corroborated',
      source: 'treeSitter',
      statement: '`not a = b` is `not (a = b)`.',
      checks: [keeps('not n = 1', people, [2, 3])],
    },
    {
      id: 'not-stops-at-or',
      tag: 'corroborated',
      source: 'tariffGuards',
      statement: '`not ispresent(a) or b = 1` is `(not ispresent(a)) or (b = 1)`.',
      checks: [keeps('not ispresent(a) or b = 1', people, [1, 3])],
    },
    {
      id: 'bang-before-a-call',
      tag: 'corroborated',
      source: 'bestPractices',
      statement: '`!` negates a call.',
      checks: [keeps('!isPresent(a)', people, [3]), keeps('!ispresent(a) and b = 3', people, [3])],
    },
    {
      id: 'bang-binds-tightly',
      tag: 'inferred',
      statement: '`!a = b` is `(!a) = b`.',
      checks: [gives('!a = 1', '1', { a: 0 }), gives('!a = 5', '0', { a: 5 })],
    },
    {
      id: 'and-before-or',
      tag: 'corroborated',
      source: 'treeSitter',
      statement: '`and` binds tighter than `or`.',
      checks: [gives('1 = 1 or 1 = 2 and 1 = 2', '1'), gives('(1 = 1 or 1 = 2) and 1 = 2', '0')],
    },
    {
      id: 'arithmetic-before-comparison',
      tag: 'corroborated',
      source: 'treeSitter',
      statement: 'Arithmetic binds tighter than a comparison, and a product tighter than a sum.',
      checks: [
        gives('1 + 2 * 3 = 7', '1'),
        gives('10 - 4 - 3', '3'),
        gives('12 / 2 * 3', '18'),
        gives('7 % 4 * 2', '6'),
      ],
    },
    {
      id: 'power-before-product',
      tag: 'corroborated',
      source: 'treeSitter',
      statement: '`^` binds tighter than a product.',
      checks: [gives('2 * 3 ^ 2', '18')],
    },
    {
      id: 'power-from-the-right',
      tag: 'inferred',
      statement: '`2 ^ 3 ^ 2` is `2 ^ (3 ^ 2)`, and `-2 ^ 2` is `(-2) ^ 2`.',
      checks: [gives('2 ^ 3 ^ 2', '512'), gives('-2 ^ 2', '4')],
    },
    {
      id: 'comparisons-do-not-chain',
      tag: 'inferred',
      statement: 'A comparison of a comparison needs parentheses.',
      checks: [refuses('filter 1 < n < 3', '< 3'), keeps('(1 < n) = 1', people, [2, 3])],
    },
    {
      id: 'parentheses-group',
      tag: 'documented',
      source: 'oldGuide',
      statement: 'Parentheses group conditions.',
      checks: [keeps('(n = 1 or n > 2) and b < 3', people, [1])],
    },
    {
      id: 'whole-query-is-checked-first',
      tag: 'observed',
      source: 'tariffRenamed',
      statement:
        'A query is checked as a whole before it runs: a wrong one has no results, not even of its first commands.',
      checks: [refuses('fields a | filter n = | limit 1', '| limit')],
    },
  ],
};
