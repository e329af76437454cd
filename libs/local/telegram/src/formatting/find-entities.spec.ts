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
    ['see https://example.org/a_(b)?c=d. ok', ['url https://example.org/a_(b)?c=d']],
    ['(www.example.org), http://', ['url www.example.org']],
    ['mail ada@example.org!', ['email ada@example.org']],
    ['nothing at all 1/2', []],
    ['README.md ya.ru москва.рф a.b.c x.y e.g. 1.5 v1.2.3', ['url README.md', 'url ya.ru', 'url москва.рф']],
    ['The end.Com or EX.COM', ['url EX.COM']],
    ['http://localhost http://a.nowhere', ['url http://a.nowhere']],
    ['1.2.3.4:80/x 256.1.1.1 01.2.3.4', ['url 1.2.3.4:80/x']],
    ['ex.org:443/a:b ex.org:99999', ['url ex.org:443/a:b', 'url ex.org']],
    ['(ex.org/a(b)) ex.org/[x]).', ['url ex.org/a(b)', 'url ex.org/[x]']],
    ['user:pw@ex.org sftp://ex.org ftp://ex.org', ['url user:pw@ex.org', 'url ftp://ex.org']],
    ['mailto:a@b.com a+b.c@d.org -a@b.com', ['email a@b.com', 'email a+b.c@d.org', 'email -a@b.com']],
    ['a_b.ex.org a.x_y.org ex-.org xn--a.xn--p1ai', ['url a_b.ex.org', 'url xn--a.xn--p1ai']],
    ['tg://user?id=5. ton://x/y tonsite://abc', ['url tg://user?id=5', 'url ton://x/y', 'url ite://abc']],
    ['@gif @PIC @abc', ['mention @gif', 'mention @PIC']],
    ['@lace.org', ['mention @lace']],
  ])('finds in %j', (text, entities) => {
    expect(found(text)).toEqual(entities);
  });

  it.each(['.', 'a.', 'a@', '@.', '://', 'a://b.c', '/a', '#a', '#', '$A', '1 ', 'tg://', 'a.b@', 'x.y/('])(
    'is through with a hostile row of %j within a test',
    (piece) => {
      expect(() => findEntities(piece.repeat(32_768 / piece.length))).not.toThrow();
    },
  );
});
