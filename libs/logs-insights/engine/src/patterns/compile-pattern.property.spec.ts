import * as fc from 'fast-check';
import { RE2JS } from 're2js';

import { runs } from '../testing/runs';
import { PatternSyntaxError } from '../errors';
import { compilePattern } from './compile-pattern';
import { type Pattern } from './pattern';

const fragments = [
  ...'abA1 éK\n()[]^-\\{},*+?|.$2:=<>!/_~#',
  ...String.raw`\d \W \s \pL \b \B \A \z \Q \E \] \- \/ \n \x41 \x{e9} \101 \0 \1 \k \u \Z`.split(' '),
  ...'{2} {0,3} {1,} (?i) (?-i) (?s) (?U) (?m) (?: (?i: (?P<n> (?<m> (?= (?<! (?> [:alpha:] [:^digit:] :] [:'.split(
    ' ',
  ),
  '😀',
  '\ud83d',
];
/** What looks like a pattern, and mostly is none. */
const jumbles = fc.array(fc.constantFrom(...fragments), { maxLength: 10 }).map((parts) => parts.join(''));

const texts = fc.string({ unit: fc.constantFrom(...'abAB1 é\n-.'), maxLength: 12 });

/** Patterns that mean the same to V8: without flags, and nothing is repeated that may be nothing. */
const { pattern: patterns } = fc.letrec<{ solid: string; part: string; pattern: string }>((tie) => ({
  solid: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...'abAB1 é', String.raw`\.`, '[ab]', '[^a]', '[a-b1]', String.raw`\d`, String.raw`\w`),
    fc.tuple(tie('solid'), tie('pattern')).map(([first, rest]) => `(?:${first}(?:${rest}))`),
    fc.tuple(tie('solid'), tie('solid')).map(([left, right]) => `(?:${left}|${right})`),
    fc.tuple(tie('solid'), fc.constantFrom('+', '+?', '{2}', '{1,2}')).map(([item, times]) => `(?:${item})${times}`),
  ),
  part: fc.oneof(
    tie('solid'),
    fc
      .tuple(tie('solid'), fc.constantFrom('*', '?', '*?', '??', '{0,2}'))
      .map(([item, times]) => `(?:${item})${times}`),
    fc.constantFrom('^', '$', String.raw`\b`, ''),
  ),
  pattern: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
}));

function compileIfValid(source: string): Pattern | undefined {
  try {
    return compilePattern(source);
  } catch {
    return undefined;
  }
}

describe('compilePattern', () => {
  it('throws nothing but PatternSyntaxError, at a place in the pattern', () => {
    fc.assert(
      fc.property(fc.oneof(jumbles, fc.string({ unit: 'binary' })), (source) => {
        try {
          compilePattern(source);
        } catch (error) {
          if (!(error instanceof PatternSyntaxError)) throw error;
          expect(error.start).toBeGreaterThanOrEqual(0);
          expect(error.end).toBeGreaterThanOrEqual(error.start);
          expect(error.end).toBeLessThanOrEqual(source.length);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('accepts what the engine accepts, but for a repetition of flags, and finds the same', () => {
    fc.assert(
      fc.property(jumbles, texts, (source, text) => {
        // It would repeat what stands before the flags, which no author can mean.
        fc.pre(!/\(\?-?[imsU]\)[*+?{]/.test(source));
        const pattern = compileIfValid(source);
        let engine: RE2JS | undefined;
        try {
          engine = RE2JS.compile(source);
        } catch {
          // Refused.
        }

        expect(pattern !== undefined).toBe(engine !== undefined);
        if (!pattern || !engine) return;
        const matcher = engine.matcher(text);
        const isFound = matcher.find();
        expect(pattern.test(text)).toBe(isFound);
        expect(pattern.find(text)).toEqual(
          isFound ? pattern.groupNames.map((name) => matcher.group(name) ?? undefined) : undefined,
        );
        expect(pattern.replaceAll(text, '$&')).toBe(engine.matcher(text).replaceAll(() => '$&'));
      }),
      { numRuns: runs(2000) },
    );
  });

  it('requires no text that a match can do without', () => {
    const folded = fc.tuple(fc.constantFrom('', '(?i)', 'a(?i)'), patterns, patterns);
    const sources = folded.map(([flag, first, second]) => `${flag}${first}(?i:${second})`);

    fc.assert(
      fc.property(fc.oneof(jumbles, patterns, sources), texts, (source, text) => {
        const pattern = compileIfValid(source);
        fc.pre(pattern !== undefined);
        // The engine itself: a pattern asks for its required texts before it runs it.
        fc.pre(RE2JS.compile(source).test(text));

        expect(pattern?.requiredTexts.filter((required) => !text.includes(required))).toEqual([]);
        expect(pattern?.test(text)).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('finds and replaces what V8 finds and replaces', () => {
    fc.assert(
      fc.property(patterns, patterns, texts, (first, second, text) => {
        const source = `(?<a>${first})(?<b>${second})`;

        const found = new RegExp(source, 'u').exec(text)?.slice(1);

        expect(compilePattern(source).find(text)).toEqual(found);
        expect(compilePattern(first).replaceAll(text, '$1')).toBe(text.replaceAll(new RegExp(first, 'gu'), '$$1'));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('takes any text for itself once it is quoted', () => {
    const someTexts = fc.string({ unit: fc.constantFrom(...fragments), maxLength: 6 });

    fc.assert(
      fc.property(someTexts, someTexts, someTexts, (text, before, after) => {
        const quoted = text.replace(/[^\w\u0080-\uffff]/g, String.raw`\$&`);
        const pattern = compilePattern(`(?<it>${quoted})`);

        expect(pattern.find(before + text + after)).toEqual([text]);
        expect(compilePattern(quoted).replaceAll(text, '')).toBe('');
      }),
    );
  });
});
