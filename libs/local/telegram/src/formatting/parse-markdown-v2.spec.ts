import { MarkupError } from './markup-error';
import { parseMarkdownV2 } from './parse-markdown-v2';

const errorOf = (marked: string): string => {
  try {
    parseMarkdownV2(marked);
  } catch (error) {
    if (error instanceof MarkupError) return error.message;
    throw error;
  }
  return 'no error';
};

const shapesOf = (marked: string) => {
  const { text, entities } = parseMarkdownV2(marked);
  return [text, ...entities.map(({ type, offset, length }) => `${type} ${offset}+${length}`)];
};

describe('parseMarkdownV2', () => {
  it.each([...'_*[]()~`>#+-=|{}.!'])('wants %s escaped and takes it then', (character) => {
    const word = `a${character}`;

    expect(errorOf(word)).not.toBe('no error');
    expect(parseMarkdownV2(`a\\${character}`)).toEqual({ text: word, entities: [] });
  });

  it.each([
    ['*b*_i_', ['bi', 'bold 0+1', 'italic 1+1']],
    ['__u__~s~||p||', ['usp', 'underline 0+1', 'strikethrough 1+1', 'spoiler 2+1']],
    ['`c_`', ['c_', 'code 0+2']],
    ['```\nblock\n```', ['block\n', 'pre 0+6']],
    ['🏟 *a🏟*', ['🏟 a🏟', 'bold 3+3']],
    ['*a _b __c___ d*', ['a b c d', 'bold 0+7', 'italic 2+3', 'underline 4+1']],
    ['>one\n>two\nthree', ['one\ntwo\nthree', 'blockquote 0+8']],
    ['>one\n>two||', ['one\ntwo', 'expandable_blockquote 0+7']],
    ['**', ['']],
    ['\\a\\\\', ['a\\']],
  ])('reads %j', (marked, shapes) => {
    expect(shapesOf(marked)).toEqual(shapes);
  });

  it('goes on right behind the target of a link', () => {
    expect(shapesOf('[a](https://example.org)_b_')).toEqual(['ab', 'text_link 0+1', 'italic 1+1']);
    expect(errorOf('[a](https://example.org)]')).toBe(
      "Character ']' is reserved and must be escaped with the preceding '\\'",
    );
  });

  it('starts no quote on a line that begins inside of code', () => {
    expect(errorOf('```\n\n```>x')).toBe("Character '>' is reserved and must be escaped with the preceding '\\'");
    expect(shapesOf('\n>x')).toEqual(['\nx', 'blockquote 1+1']);
  });

  it('takes white space that is none to its server for a part of a language', () => {
    expect(parseMarkdownV2('```a\u00a0b\nx```').entities).toEqual([
      { type: 'pre', offset: 0, length: 1, language: 'a\u00a0b' },
    ]);
  });

  it('reads languages, links, emoji and times', () => {
    expect(parseMarkdownV2('```ts\nx```').entities).toEqual([{ type: 'pre', offset: 0, length: 1, language: 'ts' }]);
    expect(parseMarkdownV2('[x](https://example.org/\\))').entities).toEqual([
      { type: 'text_link', offset: 0, length: 1, url: 'https://example.org/)' },
    ]);
    expect(parseMarkdownV2('[example\\.org]').entities).toEqual([
      { type: 'text_link', offset: 0, length: 11, url: 'http://example.org/' },
    ]);
    expect(parseMarkdownV2('[x](nowhere)')).toEqual({ text: 'x', entities: [] });
    expect(parseMarkdownV2('![👍](tg://emoji?id=5368324170671202286)').entities).toEqual([
      { type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' },
    ]);
    expect(parseMarkdownV2('![now](tg://time?unix=1647531900&format=wDT)').entities).toEqual([
      { type: 'date_time', offset: 0, length: 3, unix_time: 1_647_531_900, date_time_format: 'wDT' },
    ]);
  });

  // Vectors of Telegram's own test: https://github.com/tdlib/td/blob/master/test/message_entities.cpp
  it.each([
    ['🏟 🏟_abacaba', "Can't find end of Italic entity at byte offset 9"],
    ['🏟 🏟_abac * asd ', "Can't find end of Bold entity at byte offset 15"],
    ['🏟 🏟`', "Can't find end of Code entity at byte offset 9"],
    ['🏟 🏟```a', "Can't find end of Pre entity at byte offset 9"],
    ['🏟 🏟```a ', "Can't find end of PreCode entity at byte offset 9"],
    ['🏟 🏟__🏟 _🏟___', "Can't find end of Italic entity at byte offset 23"],
    ['🏟 🏟||test\\|', "Can't find end of Spoiler entity at byte offset 9"],
    ['[telegram\\.org](asd', "Can't find end of a URL at byte offset 16"],
    ['🏟 🏟!', "Character '!' is reserved and must be escaped with the preceding '\\'"],
    ['🏟 🏟>', "Character '>' is reserved and must be escaped with the preceding '\\'"],
    ['🏟 🏟![👍', "Can't find end of CustomEmoji entity at byte offset 9"],
    ['🏟 🏟![👍]', 'The entity must contain a tg://emoji or tg://time URL'],
    ['🏟 🏟![👍](t://emoji?id=1234)', 'Invalid tg://emoji or tg://time URL specified'],
    ['>*b\n>ld \n>bo\nld*\nasd\ndef', "Can't find end of Bold entity at byte offset 1"],
    ['>asd\n>q||ew\n||asdad', "Can't find end of Spoiler entity at byte offset 7"],
  ])('refuses %j as Telegram does', (marked, message) => {
    expect(errorOf(marked)).toBe(message);
  });
});
