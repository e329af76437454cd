import { type StoredLogEvent } from '@pulso/world/logs';

import { createLogLines } from './render-log-line';

const event = (message: object | string, overrides: Partial<StoredLogEvent> = {}): StoredLogEvent => ({
  timestamp: Date.parse('2026-11-25T15:10:59.354Z'),
  ingestionTime: 0,
  logGroupName: '/aws/lambda/pulso-local-bot',
  logStream: 'one',
  message: typeof message === 'string' ? message : JSON.stringify(message),
  ...overrides,
});

const start = (requestId: string) => event({ type: 'platform.start', record: { requestId } });
const report = (
  requestId: string,
  record: object = { status: 'success', metrics: { durationMs: 4.9, maxMemoryUsedMB: 0 } },
) => event({ type: 'platform.report', record: { requestId, ...record } });

const lines = (colours: boolean, ...events: StoredLogEvent[]): string[] =>
  events.map(
    createLogLines({
      colours,
      prefix: 'pulso-local-',
      mapPositions: (service, text) => text.replace('handler.js', `${service}.ts`),
    }),
  );

describe('a log line', () => {
  it('names time, service, request and what happened', () => {
    const shown = lines(
      false,
      event({ type: 'platform.initStart', record: {} }),
      start('a95df489-7c5a'),
      event({ level: 'WARN', event: 'slow', service: 'bot', waitedMs: 3, why: 'two words', list: [1] }),
      event({ event: 'request', outcome: 'answered', schemaVersion: 1, _aws: {} }),
      event('plain text'),
      report('a95df489-7c5a', {
        status: 'error',
        errorType: 'Runtime.ExitError',
        metrics: { durationMs: 4.9, initDurationMs: 300.2, maxMemoryUsedMB: 74 },
      }),
      event('after it'),
    );

    expect(shown).toEqual([
      '15:10:59.354  bot           --------  INIT_START',
      '15:10:59.354  bot           a95df489  START',
      '15:10:59.354  bot           a95df489  WARN slow waitedMs=3 why="two words" list=[1]',
      '15:10:59.354  bot           a95df489  request outcome=answered',
      '15:10:59.354  bot           a95df489  plain text',
      '15:10:59.354  bot           a95df489  REPORT error Runtime.ExitError 4.9 ms after a cold start of 300.2 ms 74 MB',
      '15:10:59.354  bot           --------  after it',
    ]);
  });

  it('has its positions in the source', () => {
    const [shown] = lines(false, event({ level: 'ERROR', event: 'failed', stack: 'at a (/var/task/handler.js:1:20)' }));

    expect(shown).toContain('at a (/var/task/bot.ts:1:20)');
  });

  it('belongs to the request of its own log stream', () => {
    const other = { logStream: 'two' };
    const shown = lines(false, start('aaaaaaaa-1'), event('x', other), event('y'), report('aaaaaaaa-1'));

    expect(shown.map((line) => line.split('  ').at(-2)?.trim())).toEqual([
      'aaaaaaaa',
      '--------',
      'aaaaaaaa',
      'aaaaaaaa',
    ]);
  });

  it('lets nothing of a message steer the terminal or start a line of its own', () => {
    const [raw, json, broken] = lines(
      false,
      event('a\u001B[31m\nb'),
      event({ event: 'x', text: 'a\u001B]0;t\u0007\nb' }),
      event('{"a":'),
    );

    expect(raw).toMatch(/a\\u001b\[31m\\u000ab$/);
    expect(json).toMatch(/x text="a\\u001b\]0;t\\u0007\\nb"$/);
    expect(broken).toMatch(/\{"a":$/);
  });

  it('has a colour per service, and one for what went wrong, when asked', () => {
    const [bot, other, failed, plain] = lines(
      true,
      start('r'),
      event('x', { logGroupName: '/aws/lambda/pulso-local-notifier' }),
      event({ level: 'ERROR', event: 'bad' }),
      event({ level: 'INFO', event: 'good' }),
    );

    expect(bot).toContain('\u001B[36mbot         \u001B[0m');
    expect(other).toContain('\u001B[33mnotifier    \u001B[0m');
    expect(failed).toContain('\u001B[31mERROR bad\u001B[0m');
    expect(plain).toMatch(/ {2}INFO good$/);
  });

  const hostile = '\u001B[2J\u202Ex\u009B1A';

  it.each<[string, object]>([
    ['a request id', { requestId: hostile }],
    ['a name of a field', { [hostile]: 1 }],
    ['a level', { level: hostile }],
    ['a kind of platform line', { type: hostile, record: {} }],
    [
      'a report',
      { type: 'platform.report', record: { status: hostile, errorType: hostile, metrics: { durationMs: hostile } } },
    ],
  ])('shows no control character of %s', (_, message) => {
    const shown = lines(false, event(message), event('after it')).join('');

    expect(shown).not.toMatch(/[\p{Cc}\u202E]/u);
    expect(shown).toMatch(/\\u001b/i);
  });

  it.each<[string, object | string]>([
    ['values that are no texts', { level: { toString: 1 }, message: { valueOf: null } }],
    ['a report of another form', { type: 'platform.report', record: { status: { toString: 1 }, metrics: 'none' } }],
    ['a nesting that no stack holds', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('is shown with %s, too', (_, message) => {
    expect(lines(false, event(message))).toEqual([expect.stringMatching(/^15:10:59.354 {2}bot /)]);
  });
});
