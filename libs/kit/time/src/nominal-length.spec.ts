import { nominalLengthMs } from './nominal-length';

const hourMs = 3_600_000;

describe('nominalLengthMs', () => {
  it.each([
    [24, 24],
    [23, 24],
    [25, 24],
    [23.5, 24],
    [26, 24],
    [167, 168],
    [169, 168],
    [47, 48],
  ])('takes %d hours for %d', (hours, expected) => {
    expect(nominalLengthMs(hours * hourMs)).toBe(expected * hourMs);
  });

  it.each([0, 1, 6, 12, 21.9, 36])('leaves %d hours', (hours) => {
    expect(nominalLengthMs(hours * hourMs)).toBe(hours * hourMs);
  });
});
