import { prepareDemoDay } from './demo-day';

const nowMs = Date.parse('2026-11-25T23:59:00Z');
const minuteMs = 60_000;

describe('prepareDemoDay', () => {
  it('makes up the day whose report is due today at 12:30 UTC, and two weeks before it', async () => {
    const { day, reportAtMs, startMs } = await prepareDemoDay({}, nowMs);

    expect(reportAtMs).toBe(Date.parse('2026-11-25T12:30:00Z'));
    expect(day.past?.days).toHaveLength(14);
    expect(startMs).toBe((day.updates[0]?.atMs ?? 0) - minuteMs);
  });

  it('takes another time, in whole seconds', async () => {
    const { reportAtMs } = await prepareDemoDay({ reportAtMs: Date.parse('2026-11-20T08:00:00.700Z') }, nowMs);

    expect(reportAtMs).toBe(Date.parse('2026-11-20T08:00:00Z'));
  });
});
