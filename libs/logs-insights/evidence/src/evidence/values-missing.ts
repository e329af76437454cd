import { answers, gives, keeps, totals, warns, warnsOfNothing } from './checks';
import { type EvidenceSubject } from './evidence';

const statuses = [
  { n: 1, status: 500 },
  { n: 2, status: '500' },
  { n: 3, status: '0500' },
  { n: 4, status: 'x500' },
  { n: 5 },
];

/** Truth, booleans of JSON and what is missing. */
export const missingEvidence: EvidenceSubject = {
  title: 'Conditions, booleans and missing values',
  entries: [
    {
      id: 'conditions-are-numbers',
      tag: 'corroborated',
      source: 'azul',
      statement: 'There is no kind of booleans: a comparison gives 1 or 0, which can be computed with and summed.',
      checks: [
        gives('a = 1', '1', { a: 1 }),
        gives('1 - strcontains("abc", "b")', '0'),
        totals('sum(a = 1 and b = 2)', [{ a: 1, b: 2 }, { a: 1 }], '1'),
        answers('fields a = 1 and b = 2 as both | stats sum(both) as x', [{ a: 1, b: 2 }, { a: 1 }], [{ x: '1' }]),
      ],
    },
    {
      id: 'ispresent-is-a-number',
      tag: 'documented',
      source: 'tariffGuards',
      statement: '`ispresent()` is shown as 1 or 0.',
      checks: [gives('ispresent(a)', '1', { a: '' }), gives('ispresent(a)', '0', {})],
    },
    {
      id: 'truth-of-numbers',
      tag: 'corroborated',
      source: 'forms',
      statement: 'In `and`, `or` and `not` a number other than 0 is true.',
      checks: [gives('2 and -1', '1'), gives('0 or 0.0', '0'), gives('not 2', '0')],
    },
    {
      id: 'truth-of-missing',
      tag: 'inferred',
      statement: 'In `and`, `or` and `not` what is missing is false.',
      checks: [gives('gone or 1', '1'), gives('gone and 1', '0'), gives('not gone', '1')],
    },
    {
      id: 'missing-is-never-compared',
      tag: 'corroborated',
      source: 'tariffGuards',
      statement: 'A comparison with a missing field is false: `!=`, `not in` and `not like` too.',
      checks: [
        keeps('status != "x"', statuses, [1, 2, 3, 4]),
        keeps('status not in ["x"]', statuses, [1, 2, 3, 4]),
        keeps('status not like "x"', statuses, [1, 2, 3]),
        keeps('not ispresent(status) or status != 500', statuses, [4, 5]),
      ],
    },
    {
      id: 'missing-through-functions',
      tag: 'observed',
      source: 'benchmark',
      statement: 'A function of what is missing is missing, and a sum over nothing else has no cell.',
      checks: [
        gives('abs(gone)', undefined),
        gives('concat("a", gone)', undefined),
        totals('sum(gone * 2)', [{ n: 1 }], undefined),
      ],
    },
    {
      id: 'empty-and-blank',
      tag: 'documented',
      source: 'functions',
      statement: '`isempty()` and `isblank()` are 1 for what is missing.',
      checks: [gives('isempty(gone)', '1'), gives('isblank(gone)', '1')],
    },
    {
      id: 'json-null-is-missing',
      tag: 'inferred',
      statement: '`null` in JSON makes a field missing; an empty text does not.',
      checks: [gives('ispresent(a)', '0', { a: null }), gives('ispresent(a) and isempty(a)', '1', { a: '' })],
    },
    {
      id: 'json-booleans-are-numbers',
      tag: 'observed',
      source: 'powertools',
      statement:
        '`true` and `false` in JSON are the numbers 1 and 0 and are shown so, while `@message` keeps the words.',
      checks: [
        answers(
          'fields a, b, @message',
          [{ a: true, b: false }],
          [{ a: '1', b: '0', '@message': '{"a":true,"b":false}' }],
        ),
        keeps('is_group = 1', [{ n: 1, is_group: true }, { n: 2, is_group: false }, { n: 3 }], [1]),
        keeps('is_group = 0', [{ n: 1, is_group: true }, { n: 2, is_group: false }, { n: 3 }], [2]),
      ],
    },
    {
      id: 'json-booleans-add-up',
      tag: 'corroborated',
      source: 'azul',
      statement: 'Booleans of JSON can be summed.',
      checks: [totals('sum(a)', [{ a: true }, { a: false }, { a: true }], '2')],
    },
    {
      id: 'compared-with-true',
      tag: 'corroborated',
      source: 'tariffConditions',
      statement: '`= true` and `= false` may stand in a condition.',
      choice: 'They mean `= 1` and `= 0`.',
      checks: [
        keeps('a = true', [{ n: 1, a: true }, { n: 2, a: false }, { n: 3 }], [1]),
        keeps('a = false', [{ n: 1, a: true }, { n: 2, a: false }, { n: 3 }], [2]),
      ],
    },
    {
      id: 'compared-with-a-word',
      tag: 'inferred',
      statement:
        'A comparison of a field with `"true"` or `"false"`, or such a list for it, has a warning, since no boolean of JSON equals a text; what `parse` or an alias made has none.',
      checks: [
        warns('filter a = "true"', 'a = "true"'),
        warns('filter b = 1 and "false" != a', '"false" != a'),
        warns('filter a in ["x", "true"]', 'a in'),
        warns('fields jsonParse(b) as p | filter p.a = "true"', 'p.a ='),
        warnsOfNothing('parse "a=*" as a | filter a = "true" or a in ["false"]'),
        warnsOfNothing('parse b logfmt as p | filter p.a = "true"'),
        warnsOfNothing('fields concat(a, "") as b | filter b = "true"'),
        warnsOfNothing('parse "a=*" as a | stats count(*) as c by a | filter a = "true"'),
        keeps(
          'a = "true"',
          [
            { n: 1, a: 'true' },
            { n: 2, a: true },
          ],
          [1],
        ),
      ],
    },
  ],
};
