import { type LogFields, createJsonLog } from './log';

const token = '123456789:AAH4fT1o-abcdefghijklmnopqrstuvw';

/** A log that keeps its lines, on a clock that stands. */
function jsonLog(fields?: () => LogFields) {
  const lines: string[] = [];
  const clock = { nowMs: () => Date.parse('2026-11-27T12:30:00.123Z') };
  return { lines, log: createJsonLog((line) => lines.push(line), { clock, ...(fields && { fields }) }) };
}

describe('createJsonLog', () => {
  it('writes one JSON object per line, with the time and level by which Lambda tells how grave it is', () => {
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

  it('asks for what lines repeat at each line, because invocations follow one another', () => {
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

  it('lets no token out, whichever field it got into', () => {
    const { lines, log } = jsonLog();

    log.error('x', { reason: `GET /bot${token}/getMe`, url: 'https://hooks.example.com/services/T0/B0/secret' });

    expect(lines.join()).not.toMatch(/AAH4fT1o|secret/);
  });
});
