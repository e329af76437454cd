import { readFilterPattern } from './read-filter-pattern';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
describe('readFilterPattern', () => {
  const matches = (pattern: string, message: string): boolean => readFilterPattern(pattern)(message);

  describe('with terms', () => {
    it.each([
      ['', 'anything', true],
      ['ERROR', '[ERROR] 400', true],
      ['ERROR', 'error', false],
      ['ERROR ARGUMENTS', 'ERROR: bad ARGUMENTS', true],
      ['ERROR ARGUMENTS', 'ERROR', false],
      ['"bad ARGUMENTS"', 'ERROR: bad ARGUMENTS', true],
      ['"say \\"hi\\""', 'say "hi" now', true],
      ['?ERROR ?WARN', 'a WARN', true],
      ['?ERROR ?WARN', 'a note', false],
      ['ERROR -EXITING', 'ERROR EXITING', false],
      ['ERROR -EXITING', 'ERROR', true],
      ['-"two words"', 'two  words', true],
    ])('%j on %j gives %j', (pattern, message, expected) => {
      expect(matches(pattern, message)).toBe(expected);
    });
  });

  describe('with a selector of JSON', () => {
    const event = JSON.stringify({
      eventType: 'UpdateTrail',
      sourceIPAddress: '111.111.111.111',
      arrayKey: ['value', 'another value'],
      objectList: [{ name: 'a', id: 1 }],
      flag: true,
      nothing: null,
      errorCode: 400,
      bandwidth: 1.5e3,
      text: '42',
    });

    it.each([
      ['{ $.eventType = "UpdateTrail" }', true],
      ['{ $.eventType = "Update*" }', true],
      ['{ $.eventType = *Trail }', true],
      ['{ $.eventType = "*" }', true],
      ['{ $.sourceIPAddress != 123.123.* }', true],
      ['{ $.sourceIPAddress = 111.111.* }', true],
      ['{ $.arrayKey[0] = "value" }', true],
      ['{ $.arrayKey[7] = "value" }', false],
      ['{ $.arrayKey = "value" }', false],
      ['{ $.arrayKey != "value" }', false],
      ['{ $.objectList[0].id = 1 }', true],
      ['{ $.flag IS TRUE }', true],
      ['{ $.flag IS FALSE }', false],
      ['{ $.nothing IS NULL }', true],
      ['{ $.missing IS NULL }', false],
      ['{ $.missing NOT EXISTS }', true],
      ['{ $.flag NOT EXISTS }', false],
      ['{ $.errorCode >= 400 && $.errorCode < 500 }', true],
      ['{ $.bandwidth > 1e3 }', true],
      ['{ $.errorCode != 400 || ($.flag IS TRUE && $.text = "42") }', true],
      ['{ $.errorCode = 1 || $.errorCode = 2 && $.flag IS TRUE }', false],
      ['{ $.missing != "x" }', false],
    ])('%s gives %j', (pattern, expected) => {
      expect(matches(pattern, event)).toBe(expected);
    });

    it('matches no event that is no JSON', () => {
      expect(matches('{ $.a NOT EXISTS }', 'plain')).toBe(false);
      expect(matches('{ $.a NOT EXISTS }', '{ broken')).toBe(false);
    });
  });

  it.each([
    'foo:bar',
    '-',
    '"open',
    '{ $.a = }',
    '{ $.a = 1',
    '{ $.a = 1 } x',
    '{ $ = 1 }',
    '{ $.a > "1" }',
    '{ a = 1 }',
    '{ $.a EXISTS }',
    '{ $.a[*] = 1 }',
    'x'.repeat(1025),
  ])('refuses %j', (pattern) => {
    expect(() => readFilterPattern(pattern)).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
  });

  it.each(['[ip, ..., bytes > 1000]', '%ERR.R%', '{ $.level = %ERR% }'])(
    'says of %j that it is not emulated',
    (pattern) => {
      expect(() => readFilterPattern(pattern)).toThrow('not emulated');
    },
  );

  it('takes a moment for wildcards on a long text', () => {
    expect(matches(`{ $.a = "${'*a'.repeat(400)}b" }`, JSON.stringify({ a: 'a'.repeat(100_000) }))).toBe(false);
  });

  it('survives the deepest nesting that fits into a pattern', () => {
    expect(() => readFilterPattern(`{ ${'('.repeat(1000)} }`)).toThrow('Invalid filter pattern');
  });
});
