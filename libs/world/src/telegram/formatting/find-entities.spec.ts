import { findEntities } from './find-entities';

const found = (text: string): string[] =>
  findEntities(text).map(({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`);

/** After Telegram's own test: https://github.com/tdlib/td/blob/master/test/message_entities.cpp */
describe('findEntities', () => {
  it.each([
    ['/a', ['bot_command /a']],
    ['/start@bot_name, /b', ['bot_command /start@bot_name', 'bot_command /b']],
    ['/a@b', []],
    ['a/b /c/ </d> /e-', ['bot_command /e']],
    [`/${'a'.repeat(64)}`, [`bot_command /${'a'.repeat(64)}`]],
    [`/${'a'.repeat(65)}`, []],
    ['@abcde a@abcde @abc @1234', ['mention @abcde', 'mention @1234']],
    [`@${'a'.repeat(33)}`, []],
    ['#a #1 #1a a#b #a#b #тест·1', ['hashtag #a', 'hashtag #1a', 'hashtag #тест·1']],
    ['#test@channel', ['hashtag #test@channel']],
    ['see https://example.org/a_b?c=d. ok', ['url https://example.org/a_b?c=d']],
    ['(www.example.org), http://', ['url www.example.org']],
    ['mail ada@example.org!', ['email ada@example.org']],
    ['nothing at all 1/2', []],
    ['ex.md ya.ru москва.рф a.b.c x.y 1.5 v1.2.3', ['url ex.md', 'url ya.ru', 'url москва.рф']],
    ['1.2.3.4:80/x x', ['url 1.2.3.4:80/x']],
    ['tg://user?id=5. ton://x/y tonsite://abc', ['url tg://user?id=5', 'url ton://x/y', 'url tonsite://abc']],
    ['@gif @PIC @abc', ['mention @gif', 'mention @PIC']],
    ['@lace.org', ['mention @lace']],
  ])('finds in %j', (text, entities) => {
    expect(found(text)).toEqual(entities);
  });

  it.each(['.', 'a.', 'a@', '@.', '://', 'a://b.c', '/a', '#a', '#', '$A', '1 ', 'tg://', 'a.b@', 'x.y/('])(
    'handles a hostile repetition of %j in time',
    (piece) => {
      expect(() => findEntities(piece.repeat(32_768 / piece.length))).not.toThrow();
    },
  );
});
