import { cloudMsAt, hearOf } from './cloud-time';

const noonMs = Date.parse('2026-11-25T12:00:00Z');

describe('the time of the local cloud', () => {
  it('runs on from what was heard', () => {
    expect(cloudMsAt(7_000, { cloudMs: noonMs, pageMs: 5_000 })).toBe(noonMs + 2_000);
  });

  it('goes forward with what happens', () => {
    const first = hearOf(noonMs, undefined, 5_000);

    expect(first).toEqual({ cloudMs: noonMs, pageMs: 5_000 });
    expect(hearOf(noonMs + 60_000, first, 6_000)).toEqual({ cloudMs: noonMs + 60_000, pageMs: 6_000 });
  });

  it('does not go back with what is told late', () => {
    const heard = hearOf(noonMs, undefined, 5_000);

    expect(hearOf(noonMs + 500, heard, 6_000)).toBe(heard);
  });
});
