import { compileRegex } from './compile-regex';
import { readFilterPattern } from './read-filter-pattern';

/** The examples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html, and its limits. */
describe('Regular expressions in filter patterns', () => {
  it.each([
    ['AUTHORIZED', '[ERROR 401] UNAUTHORIZED REQUEST', true],
    ['AUTHORIZED', '[ERROR 401] unauthorized request', false],
    ['^[hc]at', 'hat stand', true],
    ['^[hc]at', 'a hat', false],
    ['[hc]at$', 'a hat', true],
    ['[hc]at$', 'hats', false],
    ['colou?r', 'color', true],
    ['[abcx-z]', 'y', true],
    ['^a{3,5}$', 'aaaa', true],
    ['^a{3,5}$', 'aaaaaa', false],
    ['^a{,2}$', 'aa', true],
    ['^a{,2}$', 'aaa', false],
    ['^a{2,}$', 'aaa', true],
    ['^a{2, 3}$', 'aa', true],
    ['^a{2, 3}$', 'aaaa', false],
    ['^a\\{,2}$', 'a{,2}', true],
    ['gra|ey', 'grey', true],
    ['^starting|^initializing|^shutting down', 'shutting down ...', true],
    ['^starting|^initializing|^shutting down', 'skipping initializing', false],
    ['abcc|ab[^c]$', 'aba', true],
    ['\\[.\\]', '[7]', true],
    ['10\\.10\\.0\\.1', '10010,051', false],
    ['10.10.0.1', '10010,051', true],
    ['ab*c', 'ac', true],
    ['ab+c', 'ac', false],
    ['a.c', 'a\nc', true],
    ['^\\d\\D\\s\\S\\w\\W$', '1a xy-', true],
    ['\\x3A', 'a:b', true],
    ['\\x28', 'f(x)', true],
    ['/service/resource/[0-9]+$', '/service/resource/67', true],
  ])('%j on %j gives %j', (source, text, expected) => {
    expect(compileRegex(source)(text)).toBe(expected);
  });

  it.each([
    '',
    'something!',
    '(a)',
    'a\\(',
    'é',
    '\\b',
    '\\t',
    '\\xFF',
    '\\x4',
    '[a',
    'a**',
    '*',
    'a{1001}',
    'a"b',
    '\\',
  ])('refuse %j', (source) => {
    expect(() => compileRegex(source)).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
  });

  it.each([
    ['%AUTHORIZED%', 'UNAUTHORIZED', true],
    ['{ $.eventType = %Trail% }', '{"eventType":"UpdateTrail"}', true],
    ['{ $.eventType != %Trail% }', '{"eventType":"UpdateTrail"}', false],
    ['{ $.count = %^4[0-9]{2}$% }', '{"count":404}', true],
    ['{ $.arrayKey[*] = %val.{2}% }', '{"arrayKey":["other","value"]}', true],
    ['{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }', '{"a":1,"sourceIPAddress":"111.111.111.111"}', true],
    ['{ $.a = %x}% && $.b = %y% }', '{"a":"x}","b":"y"}', true],
    ["{ $.['cluster.name'] = %^c$% }", '{"cluster.name":"c"}', true],
    ['[ip=%127\\.0\\.0\\.[1-9]%, user]', '127.0.0.7 frank', true],
    ['[ip=%127\\.0\\.0\\.[1-9]%, user]', '10.0.0.7 frank', false],
    ['[level, url=%/resource/[0-9]+$%, time]', 'INFO /service/resource/67 1200', true],
    ['[level, url=%/resource/[0-9]+$%, time]', 'INFO /service/resource/67/part 1200', false],
  ])('stand in all kinds of patterns: %s on %s gives %j', (pattern, message, expected) => {
    expect(readFilterPattern(pattern).matches(message)).toBe(expected);
  });

  it.each([
    ['three of them', '{ $.a = %x% && $.b = %y% && $.c = %z% }'],
    ['one that does not end', '{ $.a = %x }'],
    ['one with terms behind it', '%x% ERROR'],
    ['an order', '{ $.a > %1% }'],
  ])('are refused as %s', (_what, pattern) => {
    expect(() => readFilterPattern(pattern)).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
  });

  it('take a moment where others take for ever', () => {
    expect(compileRegex('^a*a*a*a*a*a*a*b$')('a'.repeat(100_000))).toBe(false);
  });
});
