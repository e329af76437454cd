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

describe('at', () => {
  it.each([
    ['UTC', '2026-11-25T12:30:00', ['2026-11-25T12:30']],
    ['Europe/Berlin', '2026-11-25T13:30:00', ['2026-11-25T12:30']],
    ['Asia/Kathmandu', '2026-11-25T18:15:00', ['2026-11-25T12:30']],
    ['UTC', '2026-11-25T11:59:59', []],
    ['Europe/Berlin', '2027-03-28T02:30:00', []],
    ['Europe/Berlin', '2027-10-31T02:30:00', ['2027-10-31T00:30']],
  ])('in %s (%s) runs at %j', (timezone, content, expected) => {
    expect(runsOf(`at(${content})`, { timezone })).toEqual(expected);
  });

  it.each(['2026-11-25', '2026-02-30T12:00:00', '2026-11-25T12:30:00Z', '2026-11-25T25:00:00', 'noon'])(
    '(%s) is refused',
    (content) => {
      expect(() => scheduleRuns(`at(${content})`, 'UTC', now)).toThrow(RangeError);
    },
  );
});

it('refuses other expressions and unknown time zones', () => {
  expect(() => scheduleRuns('every(5 minutes)', 'UTC', now)).toThrow(/none of cron/);
  expect(() => scheduleRuns('rate(5 minutes)', 'Mars/Base', now)).toThrow(/"Mars\/Base" is no time zone/);
});
