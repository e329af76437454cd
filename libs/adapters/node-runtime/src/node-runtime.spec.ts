import {
  decodeBase64,
  equalInConstantTime,
  hmacSha256Hex,
  randomToken,
  systemClock,
  systemRandom,
  writeLine,
} from './index';

describe('systemClock', () => {
  it('follows a Date that is replaced after the library was loaded', () => {
    const original = Date.now;
    Date.now = () => 42;

    const nowMs = systemClock.nowMs();

    Date.now = original;
    expect(nowMs).toBe(42);
  });

  it('sleeps at least as long as asked', async () => {
    const startedMs = performance.now();

    await systemClock.sleep(5);

    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(4);
  });
});

it('draws numbers in [0, 1)', () => {
  const drawn = Array.from({ length: 100 }, systemRandom);

  expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(drawn).size).toBeGreaterThan(90);
});

it.each([
  ['secret', 'secret', true],
  ['secret', 'secreT', false],
  ['secret', 'secret ', false],
  ['', '', true],
  ['', 'x', false],
])('compares %j with %j', (left, right, expected) => {
  expect(equalInConstantTime(left, right)).toBe(expected);
});

it('computes the HMAC of RFC 4231, test case 2', () => {
  const mac = hmacSha256Hex('Jefe', 'what do ya want for nothing?');

  expect(mac).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});

it('makes a different token each time', () => {
  expect(randomToken()).not.toBe(randomToken());
});

it('decodes base64 as UTF-8 and never throws on garbage', () => {
  expect(decodeBase64(Buffer.from('größe 🙂').toString('base64'))).toBe('größe 🙂');
  expect(decodeBase64('%%%')).toBe('');
  expect(decodeBase64('/w==')).toBe('�');
});

it('writes one line to standard output as it is', () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

  writeLine('{"a":1}');

  expect(write.mock.calls).toEqual([['{"a":1}\n']]);
  write.mockRestore();
});
