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
      id: 'parse-regex-as',
      tag: 'documented',
      source: 'parse',
      statement: 'After a regular expression `as` can name its group, also one that has this name already.',
      checks: [
        answers('parse @message /(?<p>\\{.*\\})/ as p | display p', ['got {"a":1}'], [{ p: '{"a":1}' }]),
        answers('parse @message /id=(\\d+)/ as id | display id', ['id=7'], [{ id: '7' }]),
      ],
    },
    {
      id: 'parse-regex-as-another-name',
      tag: 'inferred',
      statement: 'As many names as groups must follow `as`, and a group that has a name keeps it.',
      checks: [
        answers('parse @message /(\\w)(\\w)/ as a, b | display a, b', ['xy'], [{ a: 'x', b: 'y' }]),
        refuses('parse @message /(\\w)(\\w)/ as a', '/('),
        refuses('parse @message /(?<a>\\w)/ as b', 29),
      ],
    },
    {
      id: 'parse-csv',
      tag: 'documented',
      source: 'parse',
      statement: '`parse ... csv` gives each name the next of the values between commas.',
      checks: [
        answers(
          'parse @message csv as host, method, ms | filter method = "GET" | stats avg(ms) as mean by host',
          ['web-1,GET,10', 'web-1,GET,30', 'web-2,PUT,5'],
          [{ host: 'web-1', mean: '20' }],
        ),
      ],
    },
    {
      id: 'parse-csv-quotes',
      tag: 'inferred',
      statement:
        'A CSV value in double quotes may hold commas, line breaks and doubled quotes; white space belongs to a value.',
      checks: [
        answers('parse line csv as a, b | display a, b', [{ line: '"x, ""y""\nz", w' }], [{ a: 'x, "y"\nz', b: ' w' }]),
      ],
    },
    {
      id: 'parse-csv-counts',
      tag: 'inferred',
      statement: 'A name for which there is no value is missing, and a value for which there is no name is left out.',
      checks: [answers('parse @message csv as a, b | display a, b', ['1,2,3', '1'], [{ a: '1' }, { a: '1', b: '2' }])],
    },
    {
      id: 'parse-multi',
      tag: 'documented',
      source: 'parse',
      statement: '`parse` with `multi` after the pattern makes a row of every match.',
      checks: [
        answers(
          'parse @message /(\\d+\\.\\d+)/ as v multi | stats count(*) as c by v | sort v',
          ['from 1.5 to 2.5', 'at 1.5'],
          [
            { v: '1.5', c: '2' },
            { v: '2.5', c: '1' },
          ],
        ),
        answers(
          'parse @message /(?<key>\\w+)=(?<value>\\w+)/ multi | fields key, value',
          ['a=1 b=2'],
          [
            { key: 'a', value: '1' },
            { key: 'b', value: '2' },
          ],
        ),
      ],
    },
    {
      id: 'parse-multi-without-match',
      tag: 'documented',
      source: 'parse',
      statement: 'An event that does not match stays, without the fields, with `multi` too.',
      checks: [
        answers(
          'parse @message /id=(?<id>\\d+)/ multi | fields @message, id',
          ['nothing'],
          [{ '@message': 'nothing' }],
        ),
      ],
    },
  ],
};
