import { displayName } from './compose-reply';

describe('displayName', () => {
  it.each([
    ['Ada', 'Ada'],
    ['Олена', 'Олена'],
    ['李小龍', '李小龍'],
    ['محمد', 'محمد'],
    ['Zoë', 'Zoë'],
    ['Anne-Marie', 'Anne-Marie'],
    ["O'Neill", "O'Neill"],
    ['J. R.', 'J. R.'],
    ['Tom & Jerry (work)', 'Tom & Jerry (work)'],
    ['Ada 🌸', 'Ada 🌸'],
    ['🦊', '🦊'],
    ['👩🏽\u200d💻 Eva', '👩🏽\u200d💻 Eva'],
    ['Ana ❤\ufe0f\u200d🔥', 'Ana ❤\ufe0f\u200d🔥'],
    ['Sol ☀\ufe0f', 'Sol ☀\ufe0f'],
    ['Inés 🇪🇸', 'Inés 🇪🇸'],
    ['فاطمه\u200cزهرا', 'فاطمه\u200cزهرا'],
    ['Ada 3', 'Ada 3'],
    ['  Ada \n Lovelace ', 'Ada Lovelace'],
    ['A\u202Edlroweht', 'Adlroweht'],
    ['A\uD83D', 'A'],
    ['\u200dA\u200d\ufe0fd\u200c a\u200c', 'Ad a'],
    ['x'.repeat(9999), 'x'.repeat(64)],
  ])('greets %j', (firstName, name) => {
    expect(displayName(firstName)).toBe(name);
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['blanks', ' \u0000 \u00a0'],
    ['joiners', '\u200b\u200d\ufeff'],
    ['fillers that count as letters', '\u3164\uffa0\u115f'],
    ['a blank pattern', '\u2800'],
    ['marks without a letter', '\u0301\u0302'],
    ['punctuation', '- . _'],
  ])('does not greet by %s', (_case, firstName) => {
    expect(displayName(firstName)).toBeUndefined();
  });

  it.each([
    ...['t.me/joinspam', 'example.com', 'https://x', 'tg://resolve', '@durov', '/report', '#tag', '$TON'],
    ...['ada@example.org', 'a。com', '1.2.3.4', '+1 202 555 01 00', '4111 1111 1111 1111', '<b>A</b>'],
    'Z\u0300\u0301\u0302\u0303',
  ])('does not greet by %j, which apps may link', (firstName) => {
    expect(displayName(firstName)).toBeUndefined();
  });
});
