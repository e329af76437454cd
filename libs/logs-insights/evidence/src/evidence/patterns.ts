import { answers, keeps, refuses } from './checks';
import { type Check, type EvidenceSubject } from './evidence';

/** Whether the pattern is found in the text. */
const matches = (pattern: string, text: string): Check => keeps(`a like /${pattern}/`, [{ n: 1, a: text }], [1]);
const matchesNot = (pattern: string, text: string): Check => keeps(`a like /${pattern}/`, [{ n: 1, a: text }], []);

const badPattern = (pattern: string, at: string): Check => refuses(`filter a like /${pattern}/`, at);

/** The dialect of regular expressions. */
export const patternEvidence: EvidenceSubject = {
  title: 'Regular expressions',
  entries: [
    {
      id: 'pattern-ignores-case-from-the-start',
      tag: 'documented',
      source: 'filter',
      statement: '`(?i)` at the start of a pattern ignores the case.',
      checks: [matches('(?i)exception', 'An EXCEPTION'), matchesNot('exception', 'An EXCEPTION')],
    },
    {
      id: 'pattern-ignores-case-from-within',
      tag: 'documented',
      source: 'filter',
      statement: '`(?i)` may come after `^`.',
      checks: [matches('^(?i)exception$', 'Exception'), matchesNot('^(?i)exception$', 'Exceptions')],
    },
    {
      id: 'pattern-flag-covers-its-group',
      tag: 'inferred',
      statement: 'A flag within a pattern holds from there to the end of its group.',
      checks: [matches('a((?i)b)c', 'aBc'), matchesNot('a((?i)b)c', 'aBC'), matchesNot('a(?i)b', 'AB')],
    },
    {
      id: 'pattern-syntax',
      tag: 'documented',
      source: 'patternSyntax',
      statement: 'A pattern has classes, repetition, alternatives, groups and anchors as usual.',
      checks: [
        matches('^[A-Z]{2,3}-\\d+(\\.\\d+)?$', 'ABC-12.5'),
        matches('(GET|POST) \\S+', 'POST /x'),
        matches('\\bms\\b', '5 ms!'),
        matchesNot('^b', 'ab'),
      ],
    },
    {
      id: 'pattern-named-groups',
      tag: 'corroborated',
      source: 'digideps',
      statement: 'A group may be named by `(?<name>)` and by `(?P<name>)`.',
      checks: [answers('parse @message /(?<a>\\d)(?P<b>\\d)/ | fields a, b', ['12'], [{ a: '1', b: '2' }])],
    },
    {
      id: 'pattern-needless-escapes',
      tag: 'corroborated',
      source: 'forms',
      statement: 'Signs that need no backslash may have one.',
      checks: [matches('a\\-b\\_c\\@d\\"e', 'a-b_c@d"e'), matches('[\\w\\-.]+@x', 'a-b.c@x')],
    },
    {
      id: 'pattern-posix-classes',
      tag: 'corroborated',
      source: 'forms',
      statement: 'There are POSIX classes inside brackets.',
      checks: [matches('^[[:alpha:]]+[[:digit:]]$', 'abc1'), matchesNot('^[[:alpha:]]$', ':]')],
    },
    {
      id: 'pattern-text-anchors',
      tag: 'inferred',
      statement: '`\\A`, `\\z` and `\\Q...\\E` mean what they mean in RE2.',
      checks: [
        matches('\\Aab\\z', 'ab'),
        matchesNot('\\Ab', 'ab'),
        matches('\\Qa.b\\E', 'a.b'),
        matchesNot('\\Qa.b\\E', 'axb'),
      ],
    },
    {
      id: 'pattern-code-points',
      tag: 'inferred',
      statement: 'A dot stands for one code point.',
      checks: [matches('^.$', '\u{1f600}'), matchesNot('^..$', '\u{1f600}')],
    },
    {
      id: 'pattern-without-look-around',
      tag: 'corroborated',
      source: 'functions',
      statement: 'There is no look-around and no reference back, as in RE2.',
      choice: 'They are refused as malformed.',
      checks: [
        badPattern('(?=x)', '(?=x)'),
        badPattern('a(?!x)', '(?!x)'),
        badPattern('(?<=x)a', '(?<=x)'),
        badPattern('(a)\\1', '\\1'),
      ],
    },
    {
      id: 'pattern-without-possession',
      tag: 'inferred',
      statement: 'Possessive repetition and atomic groups are refused.',
      checks: [badPattern('(?>a)', '(?>a)'), refuses('filter a like /a++b/', 16)],
    },
    {
      id: 'pattern-linear-time',
      tag: 'corroborated',
      source: 'functions',
      statement: 'No pattern takes more than linear time.',
      checks: [matchesNot('(a+)+$', `${'a'.repeat(20_000)}b`), matchesNot('(x+x+)+y', 'x'.repeat(20_000))],
    },
  ],
};
