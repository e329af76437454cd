import { scheduleRuns } from './schedule-runs';

const now = Date.parse('2026-11-25T12:00:00Z'); // a Wednesday

/** The next runs after a moment, as ISO times without seconds. */
function runsOf(expression: string, { timezone = 'UTC', after = now, count = 2 } = {}): string[] {
  const nextRun = scheduleRuns(expression, timezone, now);
  const runs: string[] = [];
  for (let run = nextRun(after); run !== undefined && runs.length < count; run = nextRun(run)) {
    runs.push(new Date(run).toISOString().slice(0, 16));
  }
  return runs;
}

it('reads cron expressions', () => {
  expect(runsOf('cron(30 12 * * ? *)')).toEqual(['2026-11-25T12:30', '2026-11-26T12:30']);
  expect(() => scheduleRuns('cron(30 12 * * ?)', 'UTC', now)).toThrow(RangeError);
});

describe('rate', () => {
  it.each([
    ['5 minutes', ['2026-11-25T12:00', '2026-11-25T12:05']],
    ['1 hour', ['2026-11-25T12:00', '2026-11-25T13:00']],
    ['2 days', ['2026-11-25T12:00', '2026-11-27T12:00']],
  ])('(%s) runs at once, then at %j', (content, expected) => {
    expect(runsOf(`rate(${content})`, { after: now - 1 })).toEqual(expected);
  });

  it('keeps its beat when asked in between', () => {
    expect(runsOf('rate(5 minutes)', { after: now + 7 * 60_000, count: 1 })).toEqual(['2026-11-25T12:10']);
  });

  it.each(['0 minutes', '-1 hours', '1.5 hours', 'banana', '5 seconds', '5', '99999999999999 days', '5  minutes'])(
    '(%s) is refused',
    (content) => {
      expect(() => scheduleRuns(`rate(${content})`, 'UTC', now)).toThrow(RangeError);
    },
  );
});

it('refuses other expressions and unknown time zones', () => {
  for (const expression of ['every(5 minutes)', 'at(2026-11-25T12:30:00)']) {
    expect(() => scheduleRuns(expression, 'UTC', now)).toThrow(/neither cron/);
  }
  expect(() => scheduleRuns('rate(5 minutes)', 'Mars/Base', now)).toThrow(/"Mars\/Base" is no time zone/);
});
