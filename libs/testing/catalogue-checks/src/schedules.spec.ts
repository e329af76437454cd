import { catalogue } from '@pulso/domain/reports';
import { nextScheduledMs } from '@pulso/kit/time';

const reportOf = (id: string) => {
  const report = catalogue.find((known) => known.id === id);
  if (!report) throw new Error(`The catalogue has no ${id}.`);
  return report;
};

const minutesBefore = (epochMs: number, minutes: number): string => new Date(epochMs - minutes * 60_000).toISOString();

/** When a report is made from a Thursday on, twice, and for what: as its readers were told. */
function timesOf(id: string) {
  const { schedule, window, dueAfterMinutes, onlyIf } = reportOf(id);
  if (!schedule) throw new Error(`${id} has no schedule.`);
  const thursdayMs = Date.parse('2026-11-26T00:00:00Z');
  const firstMs = nextScheduledMs(schedule, thursdayMs) ?? NaN;
  const secondMs = nextScheduledMs(schedule, firstMs) ?? NaN;
  return {
    madeAt: [firstMs, secondMs].map((epochMs) => minutesBefore(epochMs, 0)),
    windowEndsAt: minutesBefore(firstMs, window.ingestLagMinutes),
    windowHours: window.hours,
    dueAt: minutesBefore(firstMs, -dueAfterMinutes),
    ...(onlyIf && { onlyIf }),
  };
}

describe('the catalogue', () => {
  it('tells of each day at half past twelve, up to five minutes before, and at the latest ten minutes later', () => {
    expect(timesOf('daily-usage')).toEqual({
      madeAt: ['2026-11-26T12:30:00.000Z', '2026-11-27T12:30:00.000Z'],
      windowEndsAt: '2026-11-26T12:25:00.000Z',
      windowHours: 24,
      dueAt: '2026-11-26T12:40:00.000Z',
    });
  });

  it('tells of each week on Monday, up to the end of the daily report, and after that one has closed', () => {
    expect(timesOf('weekly-usage')).toEqual({
      madeAt: ['2026-11-30T12:45:00.000Z', '2026-12-07T12:45:00.000Z'],
      windowEndsAt: '2026-11-30T12:25:00.000Z',
      windowHours: 7 * 24,
      dueAt: '2026-11-30T12:55:00.000Z',
    });
  });

  it('tells of failures of the daily report that were more than one in a hundred requests', () => {
    expect(timesOf('failures')).toEqual({
      madeAt: ['2026-11-26T12:45:00.000Z', '2026-11-27T12:45:00.000Z'],
      windowEndsAt: timesOf('daily-usage').windowEndsAt,
      windowHours: reportOf('daily-usage').window.hours,
      dueAt: '2026-11-26T12:55:00.000Z',
      onlyIf: { queryId: 'outcomes', numberId: 'share', above: 1 },
    });
  });
});
