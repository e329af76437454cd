import { readFilterPattern } from './filter-pattern';

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
    ])('%j on %j gives %j', (pattern, message, expected) => {
      expect(matches(pattern, message)).toBe(expected);
    });
  });

  describe('with a selector of JSON', () => {
    const event = JSON.stringify({
      eventType: 'UpdateTrail',
      sourceIPAddress: '111.111.111.111',
      arrayKey: ['value', 'another value'],
      flag: true,
      nothing: null,
      inner: { status: 'success' },
      errorCode: 400,
      bandwidth: 1.5e3,
      text: '42',
    });

    it.each([
      ['{ $.eventType = "UpdateTrail" }', true],
      ['{ $.sourceIPAddress != 123.123.1.1 }', true],
      ['{ $.sourceIPAddress = 111.111.111.111 }', true],
      ['{ $.arrayKey = "value" }', false],
      ['{ $.arrayKey != "value" }', false],
      ['{ $.errorCode >= 400 && $.errorCode < 500 }', true],
      ['{ $.bandwidth > 1e3 }', true],
      ['{ $.errorCode != 400 || ($.flag = "true" && $.text = "42") }', true],
      ['{ $.errorCode = 1 || $.errorCode = 2 && $.flag = "true" }', false],
      ['{ $.inner.status = "success" && $.inner != "x" }', false],
      ['{ $.inner.status = "success" && $.nothing != "x" }', false],
      ['{ $.inner.status = "success" }', true],
      ['{ $.missing != "x" }', false],
    ])('%s gives %j', (pattern, expected) => {
      expect(matches(pattern, event)).toBe(expected);
    });

    it('matches no event that is not JSON', () => {
      expect(matches('{ $.a != 1 }', 'plain')).toBe(false);
      expect(matches('{ $.a != 1 }', '{ broken')).toBe(false);
    });
  });

  it.each([
    'foo:bar',
    '-ERROR',
    '?ERROR',
    '[ip, ..., bytes > 1000]',
    '%ERR.R%',
    '{ $.level = %ERR% }',
    '{ $.a IS NULL }',
    '"open',
    '{ $.a = }',
    '{ $.a = "Update*" }',
    '{ $.a = 1',
    '{ $.a = 1 } x',
    '{ $ = 1 }',
    '{ $.a > "1" }',
    '{ a = 1 }',
    '{ $.a EXISTS }',
    '{ $.a[*] = 1 }',
    'x'.repeat(1025),
  ])('refuses %j', (pattern) => {
    expect(() => readFilterPattern(pattern)).toThrow(expect.objectContaining({ name: 'InvalidParameterException' }));
  });

  it('survives the deepest nesting that fits into a pattern', () => {
    expect(() => readFilterPattern(`{ ${'('.repeat(1000)} }`)).toThrow('Invalid filter pattern');
  });
});
