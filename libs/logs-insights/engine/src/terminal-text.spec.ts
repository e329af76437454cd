import * as fc from 'fast-check';

import { cutToWidth, displayWidth, escapeControls } from './terminal-text';

describe('escapeControls', () => {
  it.each([
    ['plain text, 100%', 'plain text, 100%'],
    ['a\nb\r\nc\td', 'a\\nb\\r\\nc\\td'],
    ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
    ['\u009b31m and \u0000', '\\x9b31m and \\x00'],
    ['user\u202egnp.exe', 'user\\u202egnp.exe'],
    ['a\u200bb\ufeffc', 'a\\u200bb\\ufeffc'],
    ['\ud83d alone', '\\ud83d alone'],
    ['\u{e0041}', '\\u{e0041}'],
    ['日本語 ñ 😀 👩‍👩‍👧', '日本語 ñ 😀 👩‍👩‍👧'],
    ['C:\\new', 'C:\\new'],
  ])('shows %j as %s', (text, shown) => {
    expect(escapeControls(text)).toBe(shown);
  });
});

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['ñandú', 5],
    ['n\u0303', 1],
    ['日本', 4],
    ['한글', 4],
    ['ﾊﾝ', 2],
    ['Ａ', 2],
    ['😀', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['❤️', 2],
    ['→ ─ … ·', 7],
  ])('of %j is %d', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('stops counting where it is told to', () => {
    expect(displayWidth('日'.repeat(1_000), 10)).toBe(12);
  });
});

describe('cutToWidth', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['ab', 1, '…'],
    ['👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧…'],
  ])('makes of %j in %d cells %s', (text, width, cut) => {
    expect(cutToWidth(text, width)).toBe(cut);
  });

  it('does not let marks without width pile up', () => {
    expect(cutToWidth(`a${'\u0301'.repeat(100_000)}b`, 10).length).toBeLessThan(500);
  });

  it('never makes a text wider than it may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        expect(displayWidth(cutToWidth(escapeControls(text), width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
