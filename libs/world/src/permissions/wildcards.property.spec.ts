import fc from 'fast-check';

import { fitsArn, fitsPattern } from './wildcards';

const letters = (alphabet: string, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((characters) => characters.join(''));

/** The same meaning, written down by regular expression. */
const reference = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`);

describe('fitsPattern', () => {
  it('means what the regular expression of the pattern means', () => {
    fc.assert(
      fc.property(letters('ab*?', 8), letters('ab', 10), (pattern, text) => {
        expect(fitsPattern(pattern, text)).toBe(reference(pattern).test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers at once where a backtracking search would take years', () => {
    const pattern = `${'*a'.repeat(200)}b`;

    expect(fitsPattern(pattern, 'a'.repeat(5_000))).toBe(false);
  });
});

describe('fitsArn', () => {
  it('fits an ARN without wildcards only to itself', () => {
    const segment = letters('abc', 3);
    const arn = fc.tuple(segment, segment, segment).map(([a, b, c]) => `arn:aws:${a}:${b}:1:${c}`);
    fc.assert(fc.property(arn, arn, (one, other) => expect(fitsArn(one, other)).toBe(one === other)));
  });

  it.each([
    ['arn:aws:sqs:*:1:jobs', 'arn:aws:sqs:eu:1:jobs', true],
    ['arn:aws:sqs:*:jobs', 'arn:aws:sqs:eu:1:jobs', false],
    ['arn:aws:sqs:eu:*', 'arn:aws:sqs:eu:1:jobs', false],
    ['arn:aws:logs:eu:1:log-group:*', 'arn:aws:logs:eu:1:log-group:/a:log-stream:b', true],
    ['arn:aws:logs:eu:1:log-group:*:log-stream:b', 'arn:aws:logs:eu:1:log-group:/a:log-stream:b', true],
    ['arn:*:*:*:*:*', 'arn:aws:logs:eu:1:x', true],
    ['arn:*:*:*:*:*', '*', false],
    ['*', '*', true],
    ['*', 'no arn', true],
    ['arn:aws:sqs:eu:1:jobs', 'arn:aws:sqs:eu:1:jobs:more', false],
  ])('lets %s fit %s: %s', (pattern, arn, expected) => {
    expect(fitsArn(pattern, arn)).toBe(expected);
  });
});
