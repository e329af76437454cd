import { gives, keeps, warns, warnsOfNothing } from './checks';
import { type EvidenceSubject } from './evidence';

const statuses = [
  { n: 1, status: 500 },
  { n: 2, status: '500' },
  { n: 3, status: '0500' },
  { n: 4, status: 'x500' },
  { n: 5 },
];

/** Comparison, matching and arithmetic. */
export const valueEvidence: EvidenceSubject = {
  title: 'Values, comparison, arithmetic',
  entries: [
    {
      id: 'equality-of-numbers',
      tag: 'observed',
      source: 'benchmark',
      statement: 'Two values that both look like numbers are compared as numbers, whether they are numbers or texts.',
      checks: [
        keeps('status = 500', statuses, [1, 2, 3]),
        keeps('status = "500"', statuses, [1, 2, 3]),
        keeps('status in [404, 500.0]', statuses, [1, 2, 3]),
        keeps('status != 500', statuses, [4]),
      ],
    },
    {
      id: 'equality-of-texts',
      tag: 'documented',
      source: 'filter',
      statement: 'Other values are equal when they are the same text, in its case.',
      checks: [keeps('status = "x500"', statuses, [4]), keeps('status = "X500"', statuses, [])],
    },
    {
      id: 'number-form-of-texts',
      tag: 'inferred',
      statement:
        'A text looks like a number when it is a sign, digits with a fraction and an exponent, and no white space.',
      checks: [
        gives('"1.50e1" = 15', '1'),
        gives('"+.5" = 0.5', '1'),
        gives('" 1" = 1', '0'),
        gives('"0x10" = 16', '0'),
        gives('"1,000" = 1000', '0'),
      ],
    },
    {
      id: 'order-of-numbers',
      tag: 'documented',
      source: 'functions',
      statement: '`<`, `<=`, `>` and `>=` compare numbers as numbers.',
      checks: [gives('9 < 10', '1'), gives('"9" < "10"', '1'), gives('10 >= 10.0', '1'), gives('10 > 10', '0')],
    },
    {
      id: 'order-of-texts',
      tag: 'inferred',
      statement: '`<`, `<=`, `>` and `>=` compare other texts by code point.',
      checks: [gives('"Z" < "a"', '1'), gives('"10a" < "9a"', '1'), gives('"\u{ff01}" < "\u{1f600}"', '1')],
    },
    {
      id: 'order-of-times',
      tag: 'inferred',
      statement: 'A time is compared as its epoch milliseconds.',
      checks: [
        keeps('@timestamp >= 1795608001000', [{ n: 1 }, { n: 2 }], [2]),
        keeps('@timestamp = 1795608000000', [{ n: 1 }, { n: 2 }], [1]),
      ],
    },
    {
      id: 'in-needs-whole-values',
      tag: 'documented',
      source: 'filter',
      statement: '`in` looks for whole values, not for parts, and its list may mix texts and numbers.',
      checks: [
        keeps('status in ["50", 500]', statuses, [1, 2, 3]),
        keeps('status not in ["x500", 1]', statuses, [1, 2, 3]),
      ],
    },
    {
      id: 'like-text',
      tag: 'documented',
      source: 'filter',
      statement: '`like` and `=~` with a string look for it anywhere, in its case.',
      checks: [
        keeps(
          'a like "rr"',
          [
            { n: 1, a: 'Error' },
            { n: 2, a: 'ERROR' },
          ],
          [1],
        ),
        keeps(
          'a =~ "rr"',
          [
            { n: 1, a: 'Error' },
            { n: 2, a: 'ERROR' },
          ],
          [1],
        ),
        keeps(
          'a not like "rr"',
          [
            { n: 1, a: 'Error' },
            { n: 2, a: 'ERROR' },
          ],
          [2],
        ),
      ],
    },
    {
      id: 'like-has-no-wildcards',
      tag: 'documented',
      source: 'filter',
      statement: 'The string of `like` is no pattern: `%` and `*` stand for themselves.',
      checks: [
        keeps(
          'a like "1%"',
          [
            { n: 1, a: '1%' },
            { n: 2, a: '10' },
          ],
          [1],
        ),
        keeps('a like "*"', [{ n: 1, a: 'x' }], []),
      ],
    },
    {
      id: 'like-warns-of-wildcards',
      tag: 'inferred',
      statement: 'What looks like a wildcard in the string of `like` has a warning.',
      checks: [
        warns('filter a like "%error%"', 'a like'),
        warns("filter b = 1 and a not like 'error%'", 'a not like'),
        warns('filter a like "user-*"', 'a like'),
        warns('filter a like "*.png" or b like "x"', 'a like'),
        warnsOfNothing('filter a like "100%" or a like "%2F" or a like "5%6"'),
        warnsOfNothing('filter a like "** panic" or a like "count(*)" or a like "select * from"'),
        warnsOfNothing('filter a like /%x*/'),
      ],
    },
    {
      id: 'like-pattern',
      tag: 'documented',
      source: 'filter',
      statement: '`like` and `=~` with a pattern search anywhere in the text.',
      checks: [
        keeps(
          'a like /r.r/',
          [
            { n: 1, a: 'error' },
            { n: 2, a: 'arrow' },
          ],
          [1],
        ),
      ],
    },
    {
      id: 'like-reads-numbers-as-text',
      tag: 'documented',
      source: 'oldGuide',
      statement: '`like` reads a number as it is printed.',
      checks: [
        keeps(
          'status like /^2\\d\\d$/',
          [
            { n: 1, status: 204 },
            { n: 2, status: 404 },
          ],
          [1],
        ),
        gives('1 / 4 like ".25"', '1'),
      ],
    },
    {
      id: 'arithmetic',
      tag: 'documented',
      source: 'functions',
      statement: 'There are `+`, `-`, `*`, `/`, `^` and `%`; a division has a fraction.',
      checks: [
        gives('2 ^ 3', '8'),
        gives('10 % 3', '1'),
        gives('7 / 2', '3.5'),
        gives('a / 1000 / 1000', '1.5', { a: 1_500_000 }),
      ],
    },
    {
      id: 'arithmetic-reads-texts',
      tag: 'observed',
      source: 'benchmark',
      statement: 'Arithmetic takes texts that look like numbers.',
      checks: [gives('a + 1', '13.5', { a: '12.5' })],
    },
    {
      id: 'arithmetic-of-no-number',
      tag: 'inferred',
      statement: 'Arithmetic with what is no number is missing, as is what no double can hold.',
      checks: [gives('"x" + 1', undefined), gives('10 ^ 400', undefined), gives('-"x"', undefined)],
    },
  ],
};
