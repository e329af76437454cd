import { createJsonLog, errorFields, redactBotToken } from './log';

describe('createJsonLog', () => {
  it('writes one JSON object per line, base fields included', () => {
    const lines: string[] = [];

    createJsonLog((line) => lines.push(line), { service: 'bot' }).warn('slow', { waitedMs: 3 });

    expect(lines).toEqual(['{"level":"WARN","event":"slow","service":"bot","waitedMs":3}']);
  });

  it('keeps a line break inside a value from starting a new line', () => {
    const lines: string[] = [];

    createJsonLog((line) => lines.push(line)).info('x', { value: 'a\nb' });

    expect(lines[0]).not.toContain('\n');
  });
});

describe('errorFields', () => {
  it('cuts bot tokens out of messages', () => {
    const url = 'https://api.telegram.org/bot123456789:AAH4fT1o-abcdefghijklmnopqrstuvw/sendMessage';

    expect(errorFields(new TypeError(`no answer from ${url}`))).toEqual({
      errorName: 'TypeError',
      errorMessage: 'no answer from https://api.telegram.org/bot[bot token]/sendMessage',
    });
  });

  it('bounds what an error may write', () => {
    expect(errorFields('x'.repeat(10_000)).errorMessage).toHaveLength(500);
  });
});

describe('redactBotToken', () => {
  it('leaves times and ratios alone', () => {
    expect(redactBotToken('at 12:30, 100:200')).toBe('at 12:30, 100:200');
  });
});
