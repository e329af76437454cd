import { buttonLabels, drawMessage, textWidth } from './draw-message';

const message = (text: string, keyboard?: readonly { text: string }[][]) => ({
  text,
  versions: [{ atMs: 1, text, entities: [], ...(keyboard && { keyboard }) }],
});

describe('drawMessage', () => {
  it('draws a bubble around the lines, with the buttons below', () => {
    const keyboard = [[{ text: '7 days' }, { text: '30 days' }], [{ text: 'Chart' }]];

    expect(drawMessage(message('Requests 3\n小明 1', keyboard))).toEqual([
      '  ╭────────────╮',
      '  │ Requests 3 │',
      '  │ 小明 1     │',
      '  ╰────────────╯',
      '   [ 7 days ]  [ 30 days ]',
      '   [ Chart ]',
    ]);
  });

  it('breaks long lines between words, and no word', () => {
    const [, first, second, third] = drawMessage(message(`${'word '.repeat(20)}${'x'.repeat(80)}`));

    expect([first, second, third].map((line) => line?.replace(/[│ ]+/g, ' ').trim())).toEqual([
      'word '.repeat(14).trim(),
      'word '.repeat(6).trim(),
      'x'.repeat(80),
    ]);
  });

  it('shows the buttons of the last version', () => {
    const [version] = message('a', [[{ text: 'old' }]]).versions;

    expect(buttonLabels({ versions: [...(version ? [version] : []), ...message('b').versions] })).toEqual([]);
  });
});

describe('textWidth', () => {
  it.each([
    ['abc', 3],
    ['小明', 4],
    ['e\u0301', 1],
    ['▁▂█', 3],
  ])('counts the cells of %j', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});
