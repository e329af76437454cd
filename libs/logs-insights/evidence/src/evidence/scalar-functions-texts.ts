import { gives } from './checks';
import { type EvidenceSubject } from './evidence';

/** Functions of texts, encodings and digests. */
export const textFunctionEvidence: EvidenceSubject = {
  title: 'Functions of texts',
  entries: [
    {
      id: 'isempty-isblank',
      tag: 'documented',
      source: 'functions',
      statement: '`isempty()` is 1 for an empty text, `isblank()` also for one of white space.',
      checks: [
        gives('isempty("")', '1'),
        gives('isempty(" ")', '0'),
        gives('isblank(" \t")', '1'),
        gives('isblank("a")', '0'),
      ],
    },
    {
      id: 'concat',
      tag: 'documented',
      source: 'functions',
      statement: '`concat()` joins texts.',
      checks: [gives('concat("a", "-", "b")', 'a-b')],
    },
    {
      id: 'concat-missing',
      tag: 'inferred',
      statement: '`concat()` with a missing argument is missing.',
      checks: [gives('concat("a", gone)', undefined)],
    },
    {
      id: 'trim-white-space',
      tag: 'documented',
      source: 'functions',
      statement: '`trim()`, `ltrim()` and `rtrim()` cut white space off both ends, the start, the end.',
      checks: [gives('trim("  a b ")', 'a b'), gives('ltrim(" a ")', 'a '), gives('rtrim(" a ")', ' a')],
    },
    {
      id: 'trim-characters',
      tag: 'documented',
      source: 'functions',
      statement: 'With a second argument they cut off any of its characters and no white space.',
      checks: [
        gives('ltrim("abcabkeepabc", "abc")', 'keepabc'),
        gives('rtrim("abckeepcab", "abc")', 'abckeep'),
        gives('trim("abcbakeepcab", "abc")', 'keep'),
        gives('trim(" a ", "a")', ' a '),
      ],
    },
    {
      id: 'strlen-code-points',
      tag: 'documented',
      source: 'functions',
      statement: '`strlen()` counts code points.',
      checks: [gives('strlen("a\u00f1\u{1f600}")', '3'), gives('strlen("")', '0')],
    },
    {
      id: 'toupper-tolower',
      tag: 'documented',
      source: 'functions',
      statement: '`toupper()` and `tolower()` change the case.',
      checks: [gives('toupper("anna")', 'ANNA'), gives('tolower("ANNA")', 'anna')],
    },
    {
      id: 'upper-lower',
      tag: 'corroborated',
      source: 'grafanaLanguage',
      statement: '`upper()` and `lower()` are other names of `toupper()` and `tolower()`.',
      checks: [gives('upper("a")', 'A'), gives('lower("A")', 'a')],
    },
    {
      id: 'substr',
      tag: 'documented',
      source: 'functions',
      statement: '`substr()` takes a start, and a length or all of the rest.',
      checks: [gives('substr("prefix-name", 7, 4)', 'name'), gives('substr("prefix-name", 7)', 'name')],
    },
    {
      id: 'substr-positions',
      tag: 'inferred',
      statement: '`substr()` counts code points from 0 and is empty beyond the end.',
      checks: [gives('substr("\u{1f600}ab", 1, 1)', 'a'), gives('concat("[", substr("ab", 5), "]")', '[]')],
    },
    {
      id: 'replace-all',
      tag: 'documented',
      source: 'functions',
      statement: '`replace()` replaces every occurrence of a text, which is no pattern.',
      checks: [gives('replace("a.b.c", ".", "-")', 'a-b-c')],
    },
    {
      id: 'replace-nothing',
      tag: 'inferred',
      statement: '`replace()` of an empty text changes nothing.',
      checks: [gives('replace("ab", "", "-")', 'ab')],
    },
    {
      id: 'regex-replace',
      tag: 'documented',
      source: 'functions',
      statement: '`regexReplace()` replaces every match of a pattern in the syntax of RE2.',
      checks: [gives('regexReplace("a1b22", "[0-9]+", "#")', 'a#b#')],
    },
    {
      id: 'regex-replace-no-references',
      tag: 'inferred',
      statement: 'In the replacement of `regexReplace()` nothing refers to groups.',
      checks: [gives('regexReplace("ab", "(a)", "$1-")', '$1-b')],
    },
    {
      id: 'strcontains',
      tag: 'documented',
      source: 'functions',
      statement:
        '`strcontains()` is 1 where the text contains the other, and ignores the case if its third argument is true.',
      checks: [
        gives('strcontains("abc", "bc")', '1'),
        gives('strcontains("abc", "BC")', '0'),
        gives('strcontains("abc", "BC", true)', '1'),
      ],
    },
    {
      id: 'starts-ends-with',
      tag: 'documented',
      source: 'functions',
      statement: '`startsWith()` and `endsWith()` are 1 where the text starts or ends with the other.',
      checks: [
        gives('startsWith("abc", "ab")', '1'),
        gives('endsWith("abc", "bc")', '1'),
        gives('endsWith("abc", "a")', '0'),
      ],
    },
    {
      id: 'starts-with-case',
      tag: 'inferred',
      statement: '`startsWith()` and `endsWith()` mind the case.',
      checks: [gives('startsWith("abc", "A")', '0')],
    },
    {
      id: 'split',
      tag: 'documented',
      source: 'functions',
      statement: '`split()` gives the list of the parts of a text between separators.',
      checks: [gives('jsonStringify(split("a,b,c", ","))', '["a","b","c"]')],
    },
    {
      id: 'split-element',
      tag: 'secondary',
      source: 'stacksim',
      statement: 'A third argument of `split()` takes one of the parts, counted from 0.',
      checks: [gives('split("a,b,c", ",", 1)', 'b'), gives('split("a,b,c", ",", 9)', undefined)],
    },
    {
      id: 'message-size',
      tag: 'documented',
      source: 'functions',
      statement: '`messageSize()` is the number of bytes of a text.',
      checks: [gives('messageSize(@message)', '9', '\u00e4\u20ac\u{1f600}'), gives('messageSize(a)', '2', { a: 'hi' })],
    },
  ],
};
