import { PatternSyntaxError } from '../errors';
import { compilePattern } from './compile-pattern';

const { raw } = String;

/** The text of the first match. */
const matchOf = (source: string, text: string): string | undefined =>
  compilePattern(`(?<it>${source})`).find(text)?.[0];

/** What compilePattern throws for a pattern, with the part of it that the error is about. */
function refusalOf(source: string): { error: PatternSyntaxError; culprit: string } {
  try {
    compilePattern(source);
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    return { error, culprit: source.slice(error.start, error.end + 1) };
  }
  throw new Error(`accepted: ${source}`);
}

describe('compilePattern', () => {
  const found: readonly [source: string, text: string, match: string | undefined][] = [
    ['b', 'abc', 'b'],
    ['', 'abc', ''],
    ['a|b', 'xb', 'b'],
    ['(?:a|ab)(?:c|bcd)', 'abcd', 'abcd'],
    ['a|ab', 'ab', 'a'],
    ['x*', 'axx', ''],
    ['x+?', 'xxx', 'x'],
    ['x{2}', 'xxx', 'xx'],
    ['x{2,}', 'xxx', 'xxx'],
    ['x{1,2}?', 'xxx', 'x'],
    ['x{0}y', 'xy', 'y'],
    ['x{,2}', 'x{,2}', 'x{,2}'],
    ['x{01}', 'x{01}', 'x{01}'],
    ['{"a":{', '{"a":{}}', '{"a":{'],
    ['a]}', 'a]}', 'a]}'],
    ['^b', 'a\nb', undefined],
    ['(?m)^b$', 'a\nb\nc', 'b'],
    ['b$', 'b\n', undefined],
    [raw`\Aa\z`, 'a', 'a'],
    ['a.b', 'a\nb', undefined],
    ['(?s)a.b', 'a\nb', 'a\nb'],
    ['a.b', 'a\r\u2028b a\rb', 'a\rb'],
    ['(?i)error', 'an ERROR', 'ERROR'],
    ['^(?i)e$', 'E', 'E'],
    ['a(?i)b', 'AB aB', 'aB'],
    ['(?:(?i)a)b', 'AB Ab', 'Ab'],
    ['(a(?i)b|c)d', 'Cd', 'Cd'],
    ['(?i:a)b', 'AB Ab', 'Ab'],
    ['(?i)a(?-i)b', 'AB Ab', 'Ab'],
    ['(?is-m:A.)b', 'a\nb', 'a\nb'],
    ['(?U)x+', 'xxx', 'x'],
    ['(?i)straſse k', 'STRASSE \u212a', 'STRASSE \u212a'],
    [raw`a\/b`, 'a/b', 'a/b'],
    [raw`\-\"\_\@\ \'\#\%\:\,\=\<\>\~\!\&\;`, `-"_@ '#%:,=<>~!&;`, `-"_@ '#%:,=<>~!&;`],
    [raw`\.\*\+\?\(\)\[\]\{\}\|\^\$\\`, '.*+?()[]{}|^$\\', '.*+?()[]{}|^$\\'],
    [raw`\t\n\r\f\v\a`, '\t\n\r\f\v\x07', '\t\n\r\f\v\x07'],
    [raw`\x41\x{e9}\x{1F600}\101\0`, 'Aé😀A\0', 'Aé😀A\0'],
    [raw`\Q.*\E+`, '.***', '.***'],
    [raw`\d+`, '٣ 12', '12'],
    [raw`\D\S\W\s`, '1a!  ', 'a!  '],
    [raw`\w+`, 'é_a1-', '_a1'],
    [raw`\bb\b`, 'ab b', 'b'],
    [raw`\Bb`, 'b ab', 'b'],
    [raw`[\w.-]+@[\d\-x]+`, 'to a.b-c@1-x!', 'a.b-c@1-x'],
    ['[]a]+', ']a', ']a'],
    ['[^]a]', ']ab', 'b'],
    ['[a-]+', 'b-a', '-a'],
    ['[--/]+', '+-./', '-./'],
    ['[a^]+', '^a', '^a'],
    ['[[:alpha:]]+', '1ab', 'ab'],
    ['[[:^alpha:][:digit:]]+', 'a1!', '1!'],
    ['[[:x]+', 'a[:x', '[:x'],
    [raw`[\]\[]+`, 'a[]', '[]'],
    [raw`[^\n]+`, '\nab', 'ab'],
    [raw`[\x{1F600}-\x{1F602}]`, '😁', '😁'],
    ['.', '😀', '😀'],
    ['^.{2}$', '😀😀', '😀😀'],
    ['[^a]', 'a😀', '😀'],
    ['😀+', 'x😀😀', '😀😀'],
    [raw`\pL+\p{Greek}\P{L}`, '1aλ2', 'aλ2'],
    [raw`[\pN\p{^L}]`, 'a1', '1'],
    ['(?:)(?i)', 'a', ''],
    ['\ud83d', '😀', undefined],
    [raw`\x{d83d}\x{de00}`, '😀', undefined],
  ];

  it.each(found)('with %j finds in %j the text %j', (source, text, match) => {
    expect(matchOf(source, text)).toBe(match);
    expect(compilePattern(source).test(text)).toBe(match !== undefined);
  });

  it('quotes up to the end of the pattern where nothing ends it', () => {
    expect(compilePattern(raw`a\Q(b\d`).test(raw`a(b\d`)).toBe(true);
  });

  const named: readonly [source: string, text: string, values: Readonly<Record<string, string | undefined>>][] = [
    ['(?<ms>[0-9.]+) ms', 'in 3.5 ms', { ms: '3.5' }],
    ['(?P<ms>[0-9.]+) ms', 'in 3.5 ms', { ms: '3.5' }],
    ['(?<@user>a)(?<a.b>b)(?<x-y:1>c)', 'abc', { '@user': 'a', 'a.b': 'b', 'x-y:1': 'c' }],
    ['(?<größe>1)(?<__proto__>2)', '12', { größe: '1', ['__proto__']: '2' }],
    ['(x)(?<a>y)((?<b>z))', 'xyz', { a: 'y', b: 'z' }],
    ['(?<a>x)|(?<b>y)', 'y', { a: undefined, b: 'y' }],
    ['(?<a>x)?y', 'y', { a: undefined }],
    ['(?<a>x*)y', 'y', { a: '' }],
    ['(?:(?<a>.))+', 'xyz', { a: 'z' }],
    ['(?<outer>a(?<inner>b))', 'ab', { outer: 'ab', inner: 'b' }],
    ['(?i)(?<a>B)', 'ab', { a: 'b' }],
    ['^(?<first>[^ ]+) (?<rest>.*)$', 'one two three', { first: 'one', rest: 'two three' }],
  ];

  it.each(named)('with %j reads the groups of %j', (source, text, values) => {
    const pattern = compilePattern(source);

    expect(pattern.groupNames).toEqual(Object.keys(values));
    expect(pattern.find(text)).toEqual(Object.values(values));
  });

  const refused: readonly [source: string, culprit: string, message: RegExp][] = [
    ['a(?=b)', '(?=', /look-around is not part of Logs Insights' regular expressions/],
    ['a(?!b)', '(?!', /look-around/],
    ['(?<=a)b', '(?<=', /look-around/],
    ['(?<!a)b', '(?<!', /look-around/],
    [raw`(a)\1`, raw`\1`, /refers back/],
    [raw`(?<a>b)\k<a>`, raw`\k`, /refers back/],
    ['(?<a>b)(?P=a)', '(?P=a)', /reference back/],
    ['a++', '++', /possessive.* write '\+'$/],
    ['a*+b', '*+', /possessive/],
    ['a{1,2}+', '{1,2}+', /possessive/],
    ['(?>a)', '(?>', /atomic group.* write '\(\?:'$/],
    ['(?R)', '(?R', /recursion/],
    ['(a)(?1)', '(?1', /recursion/],
    ['(?(1)a|b)', '(?(', /condition/],
    ['(?|a|b)', '(?|', /branch reset/],
    ['(?#why)a', '(?#why)', /comment/],
    ['(?x)a', '(?x', /flags are i, m, s and U$/],
    ['(?i-)a', '(?i-', /flags are/],
    ["(?'n'a)", "(?'n'a", /write '\(\?<name>'/],
    ['(?', '(?', /starts no group/],
    ['(?<a>x)(?<b>y)(?<a>z)', 'a', /two groups have the name 'a'/],
    ['(?<a b>x)', '(?<a b>', /'a b' can't name a group/],
    ['(?<>x)', '(?<>', /can't name a group/],
    ['(?P<a', '(?P<a', /> is missing/],
    ['x(?<a', '(?<a', /> is missing/],
    ['x(a', '(a', /\) is missing/],
    ['x(?:a|(b)', '(?:a|(b)', /\) is missing/],
    ['a)b', ')', /closes no group/],
    ['x[ab', '[ab', /\] is missing/],
    ['[]', '[]', /\] is missing/],
    ['[^]', '[^]', /\] is missing/],
    ['[z-a]', 'z-a', /swap its ends/],
    [raw`[a-\d]`, raw`-\d`, /can't end in '\\d'/],
    [raw`[\b]`, raw`\b`, /can't be in a set/],
    [raw`[\Qa\E]`, raw`\Q`, /escaped for itself/],
    ['[[:foo:]]', '[:foo:]', /no known set/],
    [raw`a\p{Foo}`, raw`\p{Foo}`, /no known set.*\\p\{Greek\}'$/],
    [raw`[\pX]`, raw`\pX`, /no known set/],
    [raw`\p{Greek`, raw`\p{Greek`, /not closed/],
    [raw`a\p`, raw`\p`, /not closed/],
    [raw`\x4`, raw`\x`, /two hexadecimal digits/],
    [raw`\x{110000}`, raw`\x{110000}`, /up to 10ffff/],
    [raw`\u0041`, raw`\u`, /'\\x\{20ac\}'/],
    [raw`\Z`, raw`\Z`, /end of the text/],
    [raw`\h`, raw`\h`, /write '\[ \\t\]'/],
    [raw`\y`, raw`\y`, /write 'y' without the backslash/],
    [raw`\é`, raw`\é`, /write 'é'/],
    [raw`\😀`, raw`\😀`, /write '😀'/],
    [raw`a\E`, raw`\E`, /ends what '\\Q' starts/],
    ['a\\', '\\', /at the end escapes nothing/],
    ['*a', '*', /nothing to repeat/],
    ['a|+', '+', /nothing to repeat/],
    ['({2})', '{2}', /nothing to repeat/],
    ['(?i)*', '*', /nothing to repeat/],
    ['a**', '**', /repeats a repetition/],
    ['a{2}{3}', '{2}{3}', /repeats a repetition/],
    ['a+??', '+??', /repeats a repetition/],
    ['a{3,2}', '{3,2}', /wrong way round/],
    ['a{1001}', '{1001}', /more than 1000 times/],
    ['a{1,99999999999999999999}', '{1,99999999999999999999}', /more than 1000 times/],
    ['((a{1000}){1000})', '{1000}', /more than 1000/],
    ['((?:ab{20}){30}c){2,}', '{2,}', /more than 1000/],
    [`(?:${'ab'.repeat(500)}){1000}`, `(?:${'ab'.repeat(500)}){1000}`, /too large/],
    ['a'.repeat(10_001), 'a', /10000 characters at most/],
    ['('.repeat(101), '(', /more than 100 deep/],
    [Array.from({ length: 201 }, (_, index) => `(?<n${index}>)`).join(''), 'n200', /200 groups/],
  ];

  it.each(refused)('refuses %j at %j', (source, culprit, message) => {
    const refusal = refusalOf(source);

    expect(refusal.error).toMatchObject({ name: 'PatternSyntaxError', message: expect.stringMatching(message) });
    expect(refusal.culprit).toBe(culprit);
  });

  const required: readonly [source: string, texts: readonly string[]][] = [
    ['', []],
    ['ERROR', ['ERROR']],
    ['(?i:a)b((?i)c)d|', []],
    ['(?i:a)b((?i)c)d', ['b', 'd']],
    ['update in (?<ms>[0-9.]+) ms', ['update in ', ' ms']],
    ['(?i)update in 3 ms', [' 3 ']],
    ['(?i)\u212a é', [' ']],
    ['a(?i)b(?-i)c', ['a', 'c']],
    ['ab|cd', []],
    ['x(?:ab|cd)y', ['x', 'y']],
    ['ab?c', ['a', 'c']],
    ['ab*cd', ['a', 'cd']],
    ['ab+c', ['ab', 'c']],
    ['(?:ab){2,3}c', ['ab', 'c']],
    ['a{0}b', ['b']],
    ['^a(?:b)(?<n>c)$', ['abc']],
    [raw`a\.b[.]c`, ['a.b.c']],
    ['a[bc]d.e', ['a', 'd', 'e']],
    ['ms.*ms in.ms', ['ms in']],
    ['.*', []],
  ];

  it.each(required)('knows of %j that a match contains %j', (source, texts) => {
    expect(compilePattern(source).requiredTexts).toEqual(texts);
  });

  const replaced: readonly [source: string, text: string, replacement: string, result: string][] = [
    ['b', 'abcb', 'X', 'aXcX'],
    ['b', 'abc', '$&$1\\1', 'a$&$1\\1c'],
    [raw`\d+`, 'a1b22', '$&', 'a$&b$&'],
    ['b|aa|a', 'aaab', '-', '---'],
    ['ab|b|a', 'aabcb', '-', '--c-'],
    ['', 'a😀b', '-', '-a-😀-b-'],
    ['x*', 'axxb', '-', '-a--b-'],
    ['^', 'ab', '> ', '> ab'],
    ['(?m)^', 'a\nb', '> ', '> a\n> b'],
    ['z', 'abc', '-', 'abc'],
    [raw`z\d`, 'abc', '-', 'abc'],
    [raw`\s+$`, 'a b  ', '', 'a b'],
  ];

  it.each(replaced)('replaces each %j in %j by %j', (source, text, replacement, result) => {
    expect(compilePattern(source).replaceAll(text, replacement)).toBe(result);
  });

  it('makes no text that is longer than an event can be', () => {
    const text = 'a'.repeat(100_000);

    expect(compilePattern('a').replaceAll(text, 'x'.repeat(10))?.length).toBe(1_000_000);
    expect(compilePattern('a').replaceAll(text, 'x'.repeat(11))).toBeUndefined();
    expect(compilePattern('[a]').replaceAll(text, 'x'.repeat(100_000))).toBeUndefined();
  });

  it('gives up a replacement whose searches would read too much, and only where a match can be of any length', () => {
    const text = 'a'.repeat(70_000);

    expect(compilePattern('a+?').replaceAll(text, '')).toBeUndefined();
    expect(compilePattern('a{1,9}?').replaceAll(text, '')).toBe('');
  });

  it.each([
    ['(a+)+$', 'a'],
    ['(x+x+)+y', 'x'],
    ['(.*)*=', 'x'],
    ['(a|a)*b[^a]', 'a'],
    ['(?i)(a+)+$', 'A'],
    ['(?<it>(a+)+)!', 'a'],
    ['(?<it>(a|aa)+)$', 'a'],
  ])('searches a text of a million characters with %j', (source, char) => {
    const text = char.repeat(1_000_000);
    // What the pattern requires stands at the start, where it is of no use, so that the search can't be left out.
    const texts = [`y=!b${text}`, `y=!b${text}\n`];
    const pattern = compilePattern(source);

    expect(texts.map((candidate) => pattern.test(candidate))).toEqual(
      texts.map((candidate) => pattern.find(candidate) !== undefined),
    );
  });

  it.each([
    `(${'a?'.repeat(4_000)})`,
    `(${'ab|'.repeat(3_000)}c)`,
    `${'('.repeat(100)}a*${')*'.repeat(100)}`,
    '[a-c]'.repeat(2_000),
    '.{0,1000}x.{0,1000}y',
    `(?i)${raw`\pL`.repeat(3_000)}`,
  ])('runs what is large and not too large: %#', (source) => {
    const pattern = compilePattern(source);

    expect(pattern.find('aé😀 1'.repeat(50)) !== undefined).toBe(pattern.test('aé😀 1'.repeat(50)));
  });
});
