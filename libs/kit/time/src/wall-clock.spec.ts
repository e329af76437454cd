import { createWallClock } from './wall-clock';

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16));
const at = (text: string): number => Date.parse(`${text}Z`);

describe('createWallClock', () => {
  it.each([
    ['Europe/Madrid', '2027-03-28T00:59:59', '2027-03-28T01:59'],
    ['Europe/Madrid', '2027-03-28T01:00', '2027-03-28T03:00'],
    ['America/New_York', '2026-11-01T06:30', '2026-11-01T01:30'],
    ['Australia/Lord_Howe', '2026-10-03T15:30', '2026-10-04T02:30'],
    ['Africa/Cairo', '2026-04-23T22:00', '2026-04-24T01:00'],
    ['UTC', '2026-04-23T22:00', '2026-04-23T22:00'],
  ])('in %s shows at %s UTC %s', (timeZone, instant, shown) => {
    expect(iso(createWallClock(timeZone).wallTimeAt(at(instant)))).toBe(shown);
  });

  it('shows seconds and milliseconds', () => {
    expect(createWallClock('Europe/Madrid').wallTimeAt(at('2026-07-01T10:30:12.345'))).toBe(
      at('2026-07-01T12:30:12.345'),
    );
  });

  it.each([
    ['an ordinary time', 'Europe/Madrid', '2026-07-01T12:30', '2026-07-01T10:30'],
    ['the first of two', 'Europe/Madrid', '2026-10-25T02:30', '2026-10-25T00:30'],
    ['the first of two', 'America/New_York', '2026-11-01T01:30', '2026-11-01T05:30'],
    ['the first of two, half an hour apart', 'Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-03T14:45'],
    ['right after a skipped hour', 'Europe/Madrid', '2027-03-28T03:00', '2027-03-28T01:00'],
  ])('finds %s: %s %s is %s UTC', (_what, timeZone, shown, instant) => {
    const clock = createWallClock(timeZone);

    expect([iso(clock.instantAt(at(shown))), iso(clock.instantNear(at(shown)))]).toEqual([instant, instant]);
  });

  it.each([
    ['Europe/Madrid', '2027-03-28T02:30', '2027-03-28T01:30'],
    ['America/New_York', '2027-03-14T02:00', '2027-03-14T07:00'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
    ['America/Santiago', '2026-09-06T00:00', '2026-09-06T04:00'],
    ['Africa/Cairo', '2026-04-24T00:30', '2026-04-23T22:30'],
  ])('in %s skips %s, which unchanged clocks would show at %s UTC', (timeZone, shown, instant) => {
    const clock = createWallClock(timeZone);

    expect([iso(clock.instantAt(at(shown))), iso(clock.instantNear(at(shown)))]).toEqual([undefined, instant]);
  });
});
