import { type Language, reportTexts } from '@pulso/kit/texts';

import { periodOf, windowInWords, zoneOf } from './window-in-words';

/** The window of so many hours that ends then. */
const hoursTo = (end: string, hours: number) => ({
  startMs: Date.parse(`${end}Z`) - hours * 3_600_000,
  endMs: Date.parse(`${end}Z`),
});

describe('windowInWords', () => {
  it.each<[string, string, number, Language, string, string]>([
    ['a day', '2026-11-26T12:25', 24, 'en', 'UTC', '24 hours to Thu 26 Nov, 12:25 UTC'],
    ['one elsewhere', '2026-11-26T12:25', 24, 'en', 'Asia/Kolkata', '24 hours to Thu 26 Nov, 17:55 UTC+5:30'],
    ['one beyond midnight', '2026-11-26T12:25', 24, 'en', 'Pacific/Auckland', '24 hours to Fri 27 Nov, 01:25 UTC+13'],
    ['one in an unknown zone', '2026-11-26T12:25', 24, 'en', 'Nowhere/Land', '24 hours to Thu 26 Nov, 12:25 UTC'],
    ['a day', '2026-11-26T12:25', 24, 'es', 'UTC', '24 horas hasta el jue 26 nov, 12:25 UTC'],
    ['a day', '2026-11-26T12:25', 24, 'pt', 'UTC', '24 horas até qui, 26 nov, 12:25 UTC'],
    ['a day', '2026-11-26T12:25', 24, 'de', 'UTC', '24 Stunden bis Do, 26. Nov., 12:25 UTC'],
    ['a day', '2026-11-26T12:25', 24, 'ru', 'UTC', '24 часа до чт, 26 нояб., 12:25 UTC'],
    ['a short day', '2027-03-28T10:25', 23, 'en', 'Europe/Madrid', '23 hours to Sun 28 Mar, 12:25 UTC+2'],
    ['a long day', '2026-10-25T11:25', 25, 'es', 'Europe/Madrid', '25 horas hasta el dom 25 oct, 12:25 UTC+1'],
    ['24.5 h', '2027-04-04T01:55', 24.5, 'en', 'Australia/Lord_Howe', '1,470 minutes to Sun 4 Apr, 12:25 UTC+10:30'],
    ['a short week', '2027-03-29T10:25', 167, 'en', 'Europe/Madrid', '7 days to Mon 29 Mar, 12:25 UTC+2'],
    ['a week', '2026-11-26T12:25', 168, 'de', 'Europe/Berlin', '7 Tage bis Do, 26. Nov., 13:25 UTC+1'],
    ['a week of two months', '2026-12-04T12:25', 168, 'es', 'UTC', '7 días hasta el vie 4 dic, 12:25 UTC'],
    ['a calendar day', '2026-11-27T00:00', 24, 'en', 'UTC', 'Thu 26 Nov, UTC'],
    ['a long calendar day', '2026-10-25T23:00', 25, 'en', 'Europe/Berlin', 'Sun 25 Oct, UTC+1'],
    ['calendar days', '2026-11-27T00:00', 168, 'en', 'UTC', '7 days: 20 to 26 Nov, UTC'],
    ['a day and a half to midnight', '2026-11-27T00:00', 36, 'en', 'UTC', '36 hours to Fri 27 Nov, 00:00 UTC'],
    ['an hour', '2026-11-26T12:00', 1, 'en', 'UTC', '1 hour to Thu 26 Nov, 12:00 UTC'],
    ['half an hour', '2026-11-26T12:00', 0.5, 'ru', 'UTC', '30 минут до чт, 26 нояб., 12:00 UTC'],
  ])('says %s in words', (_case, end, hours, language, timeZone, words) => {
    const frame = { zone: zoneOf(timeZone), texts: reportTexts(language) };

    expect(windowInWords(hoursTo(end, hours), frame)).toBe(words);
  });

  it('refuses a time outside the calendar', () => {
    const never = { startMs: 0, endMs: Number.MAX_SAFE_INTEGER };

    for (const zone of ['UTC', 'Europe/Berlin'].map(zoneOf))
      expect(() => windowInWords(never, { zone, texts: reportTexts('en') })).toThrow(RangeError);
  });
});

describe('periodOf', () => {
  it.each([
    [24, 'day'],
    [23, 'day'],
    [25, 'day'],
    [12, 'other'],
    [168, 'week'],
    [169, 'week'],
    [720, 'other'],
  ])('calls %d hours a %s', (hours, period) => {
    expect(periodOf({ startMs: 0, endMs: hours * 3_600_000 })).toBe(period);
  });
});
