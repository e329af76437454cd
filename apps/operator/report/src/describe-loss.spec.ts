import { describeLoss } from './describe-loss';

const nowMs = Date.parse('2026-11-27T00:00Z');

const lossOf = (end: string) =>
  describeLoss({ windowEndMs: Date.parse(end), windowHours: 24, retentionDays: 10 }, nowMs);

describe('describeLoss', () => {
  it.each([
    ['2026-11-18T00:00Z', undefined],
    ['2026-11-17T23:59Z', 'logs are kept 10 days: some of this window are gone'],
    ['2026-11-17T00:00Z', 'logs are kept 10 days: those of this window are gone'],
  ])('says of a window up to %s: %s', (end, expected) => {
    expect(lossOf(end)).toBe(expected);
  });
});
