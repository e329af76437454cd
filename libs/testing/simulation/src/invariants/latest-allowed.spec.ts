import { latestAllowedMs, promisedMs } from './latest-allowed';

const minuteMs = 60_000;
const dueAtMs = 100 * minuteMs;
const nothing = { faultTimesMs: [], lostPlanCount: 0, missedSweepCount: 0 };

describe('the latest time of a report', () => {
  it('is one sweep and a delivery after its due time, even after faults long before it', () => {
    const early = { ...nothing, faultTimesMs: [dueAtMs - 6 * minuteMs, dueAtMs - 90 * minuteMs] };

    expect(latestAllowedMs(dueAtMs, nothing)).toBe(promisedMs);
    expect(latestAllowedMs(dueAtMs, early)).toBe(promisedMs);
  });

  it('is later with every message that is lost, as the pauses of the sweep grow', () => {
    const after = (count: number): number =>
      latestAllowedMs(dueAtMs, { ...nothing, faultTimesMs: Array.from({ length: count }, () => Infinity) });

    // Closed at its due time, a run is looked at 10 minutes later at the latest, then 25 and 55 minutes.
    expect(after(1)).toBeGreaterThanOrEqual(11 * minuteMs);
    expect(after(2)).toBeGreaterThanOrEqual(26 * minuteMs);
    expect(after(3)).toBeGreaterThanOrEqual(56 * minuteMs);
    expect(after(3)).toBeLessThan(65 * minuteMs);
    expect(after(100)).toBe(30 * 60 * minuteMs);
  });

  it('does not move for missed sweeps alone, and does where one was needed', () => {
    expect(latestAllowedMs(dueAtMs, { ...nothing, missedSweepCount: 50 })).toBe(promisedMs);
    expect(latestAllowedMs(dueAtMs, { ...nothing, missedSweepCount: 1, faultTimesMs: [dueAtMs] })).toBe(
      latestAllowedMs(dueAtMs, { ...nothing, faultTimesMs: [dueAtMs, dueAtMs] }),
    );
  });

  it('waits for an operator when both messages with the plan are lost, and not for one of them', () => {
    expect(latestAllowedMs(dueAtMs, { ...nothing, lostPlanCount: 1 })).toBe(promisedMs);
    expect(latestAllowedMs(dueAtMs, { ...nothing, lostPlanCount: 2 })).toBe(promisedMs + 240 * minuteMs);
  });
});
