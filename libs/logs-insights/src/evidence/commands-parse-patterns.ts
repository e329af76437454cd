import { answers, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

/** `parse` by a regular expression, logfmt and CSV. */
export const parsePatternEvidence: EvidenceSubject = {
  title: 'parse by regular expressions and formats',
  entries: [
    {
      id: 'parse-regex-groups',
      tag: 'documented',
      source: 'parse',
      statement: 'Every named group of a regular expression becomes a field.',
      checks: [
        answers(
          'parse @message /user=(?<user>\\w+) took (?<ms>[\\d.]+)/ | fields user, ms',
          ['user=anna took 1.5 ms'],
          [{ user: 'anna', ms: '1.5' }],
        ),
      ],
    },
    {
      id: 'parse-regex-at-names',
      tag: 'corroborated',
      source: 'forms',
      statement: 'The name of a group may start with `@`.',
      checks: [answers('parse @message /id=(?<@id>\\d+)/ | fields @id', ['id=7'], [{ '@id': '7' }])],
    },
    {
      id: 'parse-regex-without-groups',
      tag: 'inferred',
      statement: 'A regular expression without a named group is refused, since it would make no field.',
      checks: [refuses('parse @message /id=\\d+/', '/id')],
    },
    {
      id: 'parse-logfmt',
      tag: 'documented',
      source: 'parse',
      statement: '`parse ... logfmt` makes a map of pairs `key=value`, whose values may be quoted.',
      checks: [
        answers(
          'parse @message logfmt as lf | filter lf.level = "error" | display lf.msg, lf.ms',
          ['level=error msg="it failed" ms=12', 'level=info msg=ok'],
          [{ 'lf.msg': 'it failed', 'lf.ms': '12' }],
        ),
      ],
    },
    {
      id: 'parse-csv',
      tag: 'documented',
      source: 'parse',
      statement: '`parse ... csv` gives each name the next of the values between commas.',
      choice: 'It is refused by name.',
      checks: [{ query: 'parse @message csv as a, b', throws: { type: 'unsupported', at: 'csv' } }],
      disagreement: 'it is taken for a mistake.',
    },
    {
      id: 'parse-multi',
      tag: 'documented',
      source: 'parse',
      statement: '`parse` with `multi` after the pattern makes a row of every match.',
      choice: 'It is refused by name.',
      checks: [{ query: 'parse @message /(?<ip>\\d+)/ multi', throws: { type: 'unsupported', at: 'multi' } }],
      disagreement: 'it is taken for a mistake.',
    },
  ],
};
