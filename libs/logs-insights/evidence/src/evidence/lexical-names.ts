import { accepts, answers, gives, keeps, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

const numbered = [
  { n: 1, a: 'x', level: 'INFO' },
  { n: 2, a: 'y', level: 'ERROR' },
];

/** How fields, aliases and operators are written. */
export const nameEvidence: EvidenceSubject = {
  title: 'Names and operators',
  entries: [
    {
      id: 'name-characters',
      tag: 'documented',
      source: 'guidelines',
      statement: 'A name of letters, digits, `@` and `.` stands bare; one with another character needs backticks.',
      checks: [
        gives('a1.b2', '1', { a1: { b2: 1 } }),
        gives('`foo-bar`', '1', { 'foo-bar': 1 }),
        gives('`Duration (us)`', '1', { 'Duration (us)': 1 }),
      ],
    },
    {
      id: 'name-underscore',
      tag: 'corroborated',
      source: 'notification',
      statement: 'An underscore is part of a bare name.',
      checks: [gives('user_id', '1', { user_id: 1 }), gives('_aws.Timestamp', '5', { _aws: { Timestamp: 5 } })],
    },
    {
      id: 'name-array-index',
      tag: 'documented',
      source: 'discovery',
      statement: 'An element of an array is named by its position, counted from 0, after a dot.',
      checks: [gives('items.1.id', '8', { items: [{ id: 7 }, { id: 8 }] })],
    },
    {
      id: 'name-without-a-key',
      tag: 'inferred',
      statement: 'A dot without a name before or behind it is refused there.',
      checks: [
        refuses('fields items.[0]', '.['),
        refuses('fields a..b', '..'),
        refuses('dedup a.', '.'),
        refuses('fields ms as a.', 14),
        gives('`a.`', '1', { a: { '': 1 } }),
      ],
    },
    {
      id: 'name-partly-in-backticks',
      tag: 'documented',
      source: 'guidelines',
      statement: 'Backticks may enclose a part of a name only, with a leading `@` outside of them.',
      checks: [
        gives('resource.`k8s.io/x`', '1', { resource: { 'k8s.io/x': 1 } }),
        accepts('filter @`aws.tag.aws:cloudformation:stack-name` = "my-stack"'),
      ],
    },
    {
      id: 'bare-hyphen-subtracts',
      tag: 'documented',
      source: 'agentToolkit',
      statement: 'A hyphen outside backticks is a minus: `event-name` is `event` minus `name`.',
      checks: [gives('foo-bar', '3', { foo: 5, bar: 2, 'foo-bar': 9 })],
    },
    {
      id: 'keyword-as-name',
      tag: 'corroborated',
      source: 'azul',
      statement: 'A keyword may be a part of a path and an alias.',
      checks: [
        gives('stats.filter', '1', { stats: { filter: 1 } }),
        answers('stats max(n) as max, count(*) as count', numbered, [{ max: '2', count: '2' }]),
      ],
    },
    {
      id: 'alias-forms',
      tag: 'documented',
      source: 'parse',
      statement: 'An alias is a bare name, may start with `@`, and may stand in backticks.',
      checks: [
        answers('fields a as @who, n as `the number` | limit 1', numbered, [{ '@who': 'y', 'the number': '2' }]),
      ],
    },
    {
      id: 'alias-is-no-string',
      tag: 'inferred',
      statement: 'An alias cannot be a string.',
      checks: [refuses('fields a as "who"', '"who"')],
    },
    {
      id: 'double-equals',
      tag: 'corroborated',
      source: 'azul',
      statement: '`==` means `=`.',
      checks: [keeps('a == "x"', numbered, [1])],
    },
    {
      id: 'tilde-equals',
      tag: 'corroborated',
      source: 'notification',
      statement: '`~=` stands in queries in production, before a quoted text.',
      choice: 'It means `=~`.',
      checks: [keeps('a ~= "x"', numbered, [1])],
    },
    {
      id: 'no-foreign-operators',
      tag: 'inferred',
      statement: '`<>`, `&&`, `||` and `exists` are refused, with a hint at `!=`, `and`, `or` and `ispresent()`.',
      checks: [
        refuses('filter a <> "x"', '<>'),
        refuses('filter n = 1 && a = "x"', '&&'),
        refuses('filter n = 1 || a = "x"', '||'),
        refuses('filter a exists', 'exists'),
      ],
    },
  ],
};
