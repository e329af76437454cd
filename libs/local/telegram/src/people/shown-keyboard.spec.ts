import { shownKeyboard } from './shown-keyboard';

describe('shownKeyboard', () => {
  it('tells what each button under a message does', () => {
    const keyboard = shownKeyboard({
      inline_keyboard: [
        [
          { text: 'A', callback_data: 'a' },
          { text: 'B', url: 'https://example.org/' },
        ],
        [{ text: 'C', switch_inline_query: '' }],
      ],
    });

    expect(keyboard).toEqual({
      isInline: true,
      rows: [
        [
          { label: 'A', press: { type: 'callback', data: 'a' } },
          { label: 'B', press: { type: 'link', url: 'https://example.org/' } },
        ],
        [{ label: 'C', press: { type: 'other' } }],
      ],
    });
  });

  it('tells what stands in the place of the typed keyboard', () => {
    const keyboard = shownKeyboard({ keyboard: [['Yes', { text: 'No' }]] });

    const [yes, no] = ['Yes', 'No'].map((label) => ({ label, press: { type: 'say' } }));
    expect(keyboard).toEqual({ isInline: false, rows: [[yes, no]] });
    expect(shownKeyboard({ remove_keyboard: true })).toEqual({ isInline: false, rows: [] });
  });

  it.each([undefined, {}, { force_reply: true }])('finds none in %j', (markup) => {
    expect(shownKeyboard(markup)).toBeUndefined();
  });
});
