import * as fc from 'fast-check';

import { type LogFields, createJsonLog, errorFields, redactBotToken, redactSecrets } from './log';

const token = '123456789:AAH4fT1o-abcdefghijklmnopqrstuvw';

/** A log that keeps its lines, with a stopped clock. */
function jsonLog(fields?: () => LogFields) {
  const lines: string[] = [];
  const clock = { nowMs: () => Date.parse('2026-11-27T12:30:00.123Z') };
  return { lines, log: createJsonLog((line) => lines.push(line), { clock, ...(fields && { fields }) }) };
}

describe('createJsonLog', () => {
  it('writes one JSON object per line, with the time and level that Lambda reads', () => {
    const { lines, log } = jsonLog(() => ({ service: 'bot' }));

    log.warn('slow', { waitedMs: 3 });

    expect(lines).toEqual([
      '{"timestamp":"2026-11-27T12:30:00.123Z","level":"WARN","event":"slow","service":"bot","waitedMs":3}',
    ]);
  });

  it('writes each level under its own name: alarms count lines at ERROR', () => {
    const { lines, log } = jsonLog();

    log.info('x');
    log.warn('x');
    log.error('x');

    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['INFO', 'WARN', 'ERROR']);
  });

  it('asks for repeated fields at each line, because invocations change', () => {
    let requestId = 'r-1';
    const { lines, log } = jsonLog(() => ({ requestId }));

    log.info('first');
    requestId = 'r-2';
    log.info('second');

    expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(['r-1', 'r-2']);
  });

  it('keeps a line break inside a value from starting a new line', () => {
    const { lines, log } = jsonLog();

    log.info('x', { value: 'a\nb' });

    expect(lines[0]).not.toContain('\n');
  });

  it('cuts secrets out of every field', () => {
    const { lines, log } = jsonLog();

    log.error('x', { reason: `GET /bot${token}/getMe`, url: 'https://hooks.example.com/services/T0/B0/secret' });

    expect(lines.join()).not.toMatch(/AAH4fT1o|secret/);
  });
});

const tokens = fc.stringMatching(/^[1-9]\d{7,9}:[\w-]{35}$/);
const anyText = fc.string({ maxLength: 30 });

describe('redactBotToken', () => {
  it('leaves times and ratios alone', () => {
    expect(redactBotToken('at 12:30, 100:200')).toBe('at 12:30, 100:200');
  });
});

describe('redactSecrets', () => {
  it.each([
    [
      'POST https://api.telegram.org/bot123456789:AAH4fT1o-abcdefghijklmnopqrstuvw/sendMessage',
      'POST https://api.telegram.org/[path]',
    ],
    ['123456789%3AAAH4fT1o-abcdefghijklmnopqrstuvw', '[bot token]'],
    ['fetch "https://hooks.slack.com/services/T0/B0/x?y=1#z" failed', 'fetch "https://hooks.slack.com/[path]" failed'],
    ['https://ada:password@example.com/', 'https://example.com/[path]'],
    ['https://example.com?key=secret', 'https://example.com/[path]'],
    ['at https://example.com, at https://example.org/', 'at https://example.com, at https://example.org/'],
    [
      'https://sqs.eu-west-1.amazonaws.com/000000000000/pulso-prod-run-events?X-Amz-Signature=secret',
      'https://sqs.eu-west-1.amazonaws.com/000000000000/pulso-prod-run-events',
    ],
    ['https://amazonaws.com.example.org/secret', 'https://amazonaws.com.example.org/[path]'],
  ])('turns %s into %s', (text, expected) => {
    expect(redactSecrets(text)).toBe(expected);
  });

  it.each([
    ['digits', '7'],
    ['addresses', 'https://a@'],
    ['tokens', '123456789:AAH4fT1o-abcdefghijklmnopqrstuvw '],
  ])('does not hang on a megabyte of %s', (_, part) => {
    const text = part.repeat(1_000_000 / part.length);
    const before = process.cpuUsage();

    redactSecrets(text);

    // CPU time of this process, a hundred times the normal: quadratic time would be half an hour.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(10_000);
  });

  it('cuts out a bot token in any surroundings', () => {
    fc.assert(
      fc.property(anyText, tokens, anyText, (before, token, after) => {
        const [, secret = ''] = token.split(':');

        expect(redactSecrets(`${before} ${token}/${after}`)).not.toContain(secret);
      }),
    );
  });
});

const url = 'https://api.telegram.org/bot123456789:AAH4fT1o-abcdefghijklmnopqrstuvw/sendMessage';

describe('errorFields', () => {
  it('gives name, message and frames without tokens', () => {
    const error = new TypeError(`no answer from ${url}`);

    const fields = errorFields(error);

    expect(fields).toEqual({
      errorName: 'TypeError',
      errorMessage: 'no answer from https://api.telegram.org/[path]',
      stack: expect.stringMatching(/^at .*log\.spec\.ts/),
    });
    expect(JSON.stringify(fields)).not.toContain('AAH4fT1o');
    expect(errorFields(new SyntaxError('"<Ada>" is not valid JSON')).errorMessage).toBe('');
  });

  it('keeps a message of several lines out of the frames', () => {
    const { stack } = errorFields(new Error(`first\n${url}\nlast`));

    expect(stack).not.toMatch(/first|last|telegram/);
  });

  it('gives the frames of the first cause: where it was thrown, not where it was wrapped', () => {
    const cause = new Error('first');
    cause.stack = 'Error: first\n    at readItem (/var/task/handler.js:1:2)';

    const { errorMessage, stack } = errorFields(new Error('second', { cause: new Error('between', { cause }) }));

    expect([errorMessage, stack]).toEqual(['second', 'at readItem (/var/task/handler.js:1:2)']);
  });

  it('follows at most five causes', () => {
    const withFrames = (depth: number): Error => {
      const error = new Error(`${depth}`, depth === 0 ? {} : { cause: withFrames(depth - 1) });
      error.stack = `Error: ${depth}\n    at depth${depth} (/var/task/handler.js:1:2)`;
      return error;
    };

    expect(errorFields(withFrames(4)).stack).toContain('depth0');
    expect(errorFields(withFrames(9)).stack).toContain('depth4');
  });

  it.each([[undefined], ['text'], [{ message: 'no error' }]])(
    'takes %j, which was thrown and has no frames',
    (thrown) => {
      expect(errorFields(thrown)).toEqual({ errorName: 'NonError', errorMessage: String(thrown) });
    },
  );

  it('limits the length of message and frames', () => {
    const deep = (depth: number): Error => (depth === 0 ? new Error('x'.repeat(10_000)) : deep(depth - 1));

    const { errorMessage, stack = '' } = errorFields(deep(50));

    expect(errorMessage).toHaveLength(1_000);
    expect(stack.split('\n')).toHaveLength(10);
  });
});
