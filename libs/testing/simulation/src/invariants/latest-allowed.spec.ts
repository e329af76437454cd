import { minuteMs } from '@pulso/kit/time';
import { latestAllowedMs, promisedMs } from './latest-allowed';
import { type Absence } from '../world/expected-run';

const dueAtMs = 100 * minuteMs;
const nothing = { faultTimesMs: [], absences: [], missedSweepCount: 0, hasPaused: false };
const plan = (messageId: string, untilMs: number): Absence => ({ messageId, hasPlan: true, untilMs });

describe('the latest time of a report', () => {
  it('is one sweep and a delivery after its due time, even after faults long before it', () => {
    const early = { ...nothing, faultTimesMs: [dueAtMs - 6 * minuteMs, dueAtMs - 90 * minuteMs] };

    expect(latestAllowedMs(dueAtMs, nothing)).toBe(promisedMs);
    expect(latestAllowedMs(dueAtMs, early)).toBe(promisedMs);
  });

  it('is later after a pause between sends that began a while before its due time', () => {
    const early = { ...nothing, faultTimesMs: [dueAtMs - 7 * minuteMs], hasPaused: true };

    expect(latestAllowedMs(dueAtMs, early)).toBeGreaterThanOrEqual(promisedMs + minuteMs);
    expect(latestAllowedMs(dueAtMs, { ...early, faultTimesMs: [dueAtMs - 21 * minuteMs] })).toBe(promisedMs);
  });

  it('is later with every lost message, as the pauses of the sweep grow', () => {
    const lastMs = dueAtMs + 20 * minuteMs;
    const after = (count: number): number =>
      latestAllowedMs(dueAtMs, { ...nothing, faultTimesMs: Array.from({ length: count }, () => lastMs) });

    // Closed at its due time, a run is looked at 10 minutes later at the latest, then 25 and 55 minutes.
    expect(after(1)).toBeGreaterThanOrEqual(11 * minuteMs);
    expect(after(2)).toBeGreaterThanOrEqual(26 * minuteMs);
    expect(after(3)).toBeGreaterThanOrEqual(56 * minuteMs);
    expect(after(3)).toBeLessThan(65 * minuteMs);
  });

  it('is no later than the repeat after the last of any number of faults', () => {
    const until = (lastMs: number): number =>
      latestAllowedMs(dueAtMs, { ...nothing, faultTimesMs: [...Array.from({ length: 99 }, () => dueAtMs), lastMs] });

    expect(until(dueAtMs + 20 * minuteMs)).toBe(promisedMs + 70 * minuteMs);
    expect(until(dueAtMs + 60 * minuteMs)).toBe(promisedMs + 150 * minuteMs);
  });

  it('counts a dead letter as a fault until an operator has redriven it', () => {
    const after = (untilMs: number): number =>
      latestAllowedMs(dueAtMs, { ...nothing, absences: [{ messageId: 'm-1', hasPlan: false, untilMs }] });

    expect(after(dueAtMs - 6 * minuteMs)).toBe(promisedMs);
    expect(after(dueAtMs + 3 * 60 * minuteMs)).toBe(promisedMs + 7.5 * minuteMs);
  });

  it('moves for missed sweeps only if one was needed', () => {
    expect(latestAllowedMs(dueAtMs, { ...nothing, missedSweepCount: 50 })).toBe(promisedMs);
    expect(latestAllowedMs(dueAtMs, { ...nothing, missedSweepCount: 1, faultTimesMs: [dueAtMs] })).toBe(
      latestAllowedMs(dueAtMs, { ...nothing, faultTimesMs: [dueAtMs, dueAtMs] }),
    );
  });

  it('waits for the first message with the plan when both are lost or late, and not for one of them', () => {
    const untilMs = dueAtMs + 60 * minuteMs;
    const after = (...absences: Absence[]): number => latestAllowedMs(dueAtMs, { ...nothing, absences });

    expect(after(plan('m-1', untilMs))).toBe(promisedMs + 7.5 * minuteMs);
    expect(after(plan('m-1', untilMs - minuteMs), plan('m-1', untilMs))).toBeLessThan(promisedMs + 60 * minuteMs);
    expect(after(plan('m-1', untilMs), plan('m-2', untilMs + 9 * minuteMs))).toBeGreaterThan(
      promisedMs + 60 * minuteMs,
    );
    expect(after(plan('m-1', dueAtMs), plan('m-2', untilMs))).toBe(promisedMs + 3 * 7.5 * minuteMs);
  });
});
