import { accepts, answers, gives, keeps, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

const numbered = [
  { n: 1, a: 'x', level: 'INFO' },
  { n: 2, a: 'y', level: 'ERROR' },
];

/** What a query is made of: white space, comments, strings, patterns, numbers, names. */
export const lexicalEvidence: EvidenceSubject = {
  title: 'Words and signs',
  entries: [
    {
      id: 'pipe-separates-commands',
      tag: 'documented',
      source: 'syntax',
      statement: 'A `|` separates commands; a line break does not, and is white space like any other.',
      checks: [
        answers('fields a\n\t|\r\nfilter\n a\n=\n"y"', numbered, [{ a: 'y' }]),
        refuses('fields a\nfilter a = "y"', 'filter'),
      ],
    },
    {
      id: 'no-empty-command',
      tag: 'inferred',
      statement: 'A command may be missing neither before, between or after `|` nor after a comma.',
      checks: [
        refuses('| fields a', 0),
        refuses('fields a | ', 11),
        refuses('fields a | | limit 1', 11),
        refuses('fields a, | limit 1', '|'),
      ],
    },
    {
      id: 'keywords-in-any-case',
      tag: 'documented',
      source: 'stats',
      statement: 'Keywords are read in any case.',
      checks: [
        answers('FILTER a Like "y" | STATS count(*) AS c BY a | Sort a ASC | LIMIT 5', numbered, [{ a: 'y', c: '1' }]),
      ],
    },
    {
      id: 'functions-in-any-case',
      tag: 'corroborated',
      source: 'bestPractices',
      statement: 'Names of functions are read in any case.',
      checks: [
        gives('isPresent(a)', '1', { a: 1 }),
        answers('stats SUM(n) as s, Count(*) as c', numbered, [{ s: '3', c: '2' }]),
      ],
    },
    {
      id: 'fields-in-their-case',
      tag: 'corroborated',
      source: 'azul',
      statement: 'Names of fields are read in their case.',
      checks: [gives('A', undefined, { a: 1 }), gives('a', '1', { a: 1, A: 2 })],
    },
    {
      id: 'comment-to-end-of-line',
      tag: 'documented',
      source: 'alias',
      statement: 'A `#` starts a comment that ends with the line, and so can take a command out of a query.',
      checks: [
        answers('fields a # all of them\n# | filter a = "x"\n| sort a', numbered, [{ a: 'x' }, { a: 'y' }]),
        answers('# first\n\n  # second\nstats count(*) as c', numbered, [{ c: '2' }]),
      ],
    },
    {
      id: 'comment-anywhere',
      tag: 'corroborated',
      source: 'notification',
      statement: 'A comment may stand inside a command and before `SOURCE`.',
      checks: [
        answers('stats count(*) as c, # rows\n sum(n) as s # of numbers\n', numbered, [{ c: '2', s: '3' }]),
        answers("# where\nSOURCE '/group' | stats count(*) as c", numbered, [{ c: '2' }], { logGroupName: '/group' }),
      ],
    },
    {
      id: 'hash-is-ordinary-inside-delimiters',
      tag: 'corroborated',
      source: 'notification',
      statement: 'A `#` inside a string, a pattern or a name in backticks starts no comment.',
      checks: [
        keeps('a = "#1"', [{ n: 1, a: '#1' }], [1]),
        keeps(
          'a like /#1/',
          [
            { n: 1, a: '#1' },
            { n: 2, a: '1' },
          ],
          [1],
        ),
        keeps('`a#1` = 7', [{ n: 1, 'a#1': 7 }], [1]),
      ],
    },
    {
      id: 'string-quotes',
      tag: 'documented',
      source: 'filter',
      statement: 'A string stands in double or in single quotes.',
      checks: [keeps(`a = "x" or a = 'y'`, numbered, [1, 2]), keeps(`a = "it's"`, [{ n: 1, a: "it's" }], [1])],
    },
    {
      id: 'string-escapes',
      tag: 'documented',
      source: 'agentToolkit',
      statement: 'A backslash in a string escapes a quote and a backslash.',
      checks: [
        keeps('a = "say \\"hi\\""', [{ n: 1, a: 'say "hi"' }], [1]),
        keeps("a = 'it\\'s'", [{ n: 1, a: "it's" }], [1]),
        keeps('a = "C:\\\\temp"', [{ n: 1, a: 'C:\\temp' }], [1]),
      ],
    },
    {
      id: 'string-other-escapes',
      tag: 'inferred',
      statement:
        'In a string `\\n`, `\\t` and `\\r` are the usual control characters; any other escaped character keeps its backslash.',
      checks: [keeps('a = "1\\t2\\n3"', [{ n: 1, a: '1\t2\n3' }], [1]), keeps('a = "\\d"', [{ n: 1, a: '\\d' }], [1])],
    },
    {
      id: 'string-is-never-a-name',
      tag: 'documented',
      source: 'guidelines',
      statement: 'A string is a text, never the name of a field: only backticks make names.',
      checks: [keeps('"a" = "x"', numbered, []), keeps('`a` = "x"', numbered, [1])],
    },
    {
      id: 'pattern-places',
      tag: 'documented',
      source: 'filter',
      statement: 'A pattern between slashes follows `like`, `not like` and `=~`.',
      checks: [
        keeps('a like /^x/', numbered, [1]),
        keeps('a not like /^x/', numbered, [2]),
        keeps('a =~ /^y$/', numbered, [2]),
      ],
    },
    {
      id: 'pattern-after-parse',
      tag: 'documented',
      source: 'parse',
      statement: 'A pattern between slashes follows `parse`, with or without the field to read.',
      checks: [
        answers('parse /took (?<ms>\\d+)/ | fields ms', ['took 12'], [{ ms: '12' }]),
        answers('parse a /(?<first>.)/ | fields first', [{ a: 'xyz' }], [{ first: 'x' }]),
      ],
    },
    {
      id: 'pattern-escaped-slash',
      tag: 'corroborated',
      source: 'forms',
      statement: 'In a pattern `\\/` is a slash, and `|` is part of the pattern.',
      checks: [
        keeps(
          'a like /^\\/(api|v2)\\//',
          [
            { n: 1, a: '/v2/' },
            { n: 2, a: '/v3/' },
          ],
          [1],
        ),
      ],
    },
    {
      id: 'number-forms',
      tag: 'documented',
      source: 'agentToolkit',
      statement: 'A number is whole, decimal or has an exponent.',
      checks: [gives('7 + 0', '7'), gives('0.25 + 0', '0.25'), gives('1e6 / 2.5e-1', '4000000')],
    },
    {
      id: 'boolean-words',
      tag: 'corroborated',
      source: 'tariffConditions',
      statement: 'The words `true` and `false` are values.',
      checks: [keeps('ok = true', [{ n: 1, ok: true }, { n: 2, ok: false }, { n: 3 }], [1]), accepts('filter false')],
    },
    {
      id: 'period-places',
      tag: 'documented',
      source: 'functions',
      statement: 'A number with a unit is a period, which only functions of time take.',
      checks: [gives('bin(5m)', '2026-11-25 12:00:00.000'), refuses('fields 5m as x', '5m')],
    },
    {
      id: 'slash-divides-after-a-value',
      tag: 'documented',
      source: 'agentToolkit',
      statement: 'A slash after a value divides, with white space around it or without.',
      checks: [gives('used/1e6', '2', { used: 2e6 }), gives('m/n / 2', '3', { m: 12, n: 2 })],
    },
    {
      id: 'white-space-before-parenthesis',
      tag: 'observed',
      source: 'captures',
      statement: 'White space may stand between the name of a function and its parenthesis.',
      checks: [answers('stats count (*) as c by bin (10m) as t', numbered, [{ t: '2026-11-25 12:00:00.000', c: '2' }])],
    },
  ],
};
