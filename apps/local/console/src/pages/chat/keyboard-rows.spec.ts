import type { ShownMessage } from '@pulso/console-api';

import { inlineRows, replyKeyboard } from './keyboard-rows';

const withMarkup = (replyMarkup: ShownMessage['replyMarkup'], deletedAtMs?: number): ShownMessage => ({
  ...{ chatId: 7, messageId: 1, from: 'bot', text: '', versions: [], entities: [], silent: false },
  ...(replyMarkup && { replyMarkup }),
  ...(deletedAtMs !== undefined && { deletedAtMs }),
});

describe('inlineRows', () => {
  it('tells what each button does', () => {
    const rows = inlineRows({
      inline_keyboard: [
        [
          { text: 'A', callback_data: 'a' },
          { text: 'B', url: 'https://example.org/' },
        ],
        [{ text: 'C', switch_inline_query: '' }, 'no button'],
      ],
    });

    expect(rows.flat()).toEqual([
      { label: 'A', press: { type: 'callback', data: 'a' } },
      { label: 'B', press: { type: 'link', url: 'https://example.org/' } },
      { label: 'C', press: { type: 'other' } },
      { label: 'no button', press: { type: 'other' } },
    ]);
  });

  it.each([undefined, {}, { inline_keyboard: 'x' }, { inline_keyboard: ['x'] }])('has no rows for %j', (markup) => {
    expect(inlineRows(markup)).toEqual([]);
  });
});

describe('replyKeyboard', () => {
  const yes = withMarkup({ keyboard: [['Yes', { text: 'No' }]] });

  it('is that of the latest message that has one, until one takes it away or it is deleted', () => {
    const labels = replyKeyboard([yes, withMarkup(undefined)]).flat();

    expect(labels.map(({ label }) => label)).toEqual(['Yes', 'No']);
    expect(replyKeyboard([yes, withMarkup({ remove_keyboard: true })])).toEqual([]);
    expect(replyKeyboard([{ ...yes, deletedAtMs: 1 }])).toEqual([]);
  });
});
