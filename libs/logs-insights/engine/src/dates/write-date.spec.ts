import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { calendarDateAt, timeZoneOf } from './calendar';
import { parseJavaPattern } from './date-pattern';
import { readDate } from './read-date';
import { writeDate } from './write-date';

/** The date by a pattern in which texts are read. */
function written(epochMs: number, pattern: string, zone = 'UTC'): string | undefined {
  const parts = parseJavaPattern(pattern);
  const timeZone = timeZoneOf(zone);
  const date = timeZone && calendarDateAt(epochMs, timeZone);
  return parts && date && writeDate(date, parts);
}

const time = Date.parse('2026-11-05T04:03:02.017Z');
const noon = Date.parse('2026-11-25T12:00:00Z');

describe('writeDate', () => {
  it.each([
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-11-05T04:03:02.017Z'],
    ['d/M/yy H:m:s', '5/11/26 4:3:2'],
    ['y uuuu L DDD D', '2026 2026 11 309 309'],
    ['E EE EEE EEEE, MMM MMMM', 'Thu Thu Thu Thursday, Nov November'],
    ['hh:mm a h', '04:03 AM 4'],
    ['S SS SSS SSSSSS SSSSSSSSS', '0 01 017 017000 017000000'],
    ['X XX XXX x xx xxx Z ZZZZZ z', 'Z Z Z +00 +0000 +00:00 +0000 Z UTC'],
    ["'it''s' '' 'yyyy'", "it's ' yyyy"],
    ['yyyyMMddHHmmss', '20261105040302'],
    ['[HH] é 年', '[04] é 年'],
    ['', ''],
  ])('writes %s as %s', (pattern, text) => {
    expect(written(time, pattern)).toBe(text);
  });

  it.each([
    ['yyyyy'],
    ['YYYY'],
    ['MMMMM'],
    ['EEEEE'],
    ['ddd'],
    ['HHH'],
    ['hhh'],
    ['mmm'],
    ['sss'],
    ['DDDD'],
    ['uuuuu'],
    ['aa'],
    ['XXXX'],
    ['ZZZZ'],
    ['zzzz'],
    ['SSSSSSSSSS'],
    ['k'],
    ["'open"],
    ["yyyy'"],
    ['yyyy'.repeat(300)],
  ])('has nothing for the pattern %s', (pattern) => {
    expect(written(time, pattern)).toBeUndefined();
  });

  it.each([
    ['UTC', '12:00 Z'],
    ['z', '12:00 Z'],
    ['+02:00', '14:00 +02:00'],
    ['-0530', '06:30 -05:30'],
    ['+5', '17:00 +05:00'],
    ['UTC+2', '14:00 +02:00'],
    ['GMT-03:30', '08:30 -03:30'],
    ['Europe/Madrid', '13:00 +01:00'],
    ['america/new_york', '07:00 -05:00'],
    ['Asia/Kathmandu', '17:45 +05:45'],
    ['Etc/GMT+5', '07:00 -05:00'],
    ['+18:00', '06:00 +18:00'],
    ['-1:59', '10:01 -01:59'],
  ])('knows the zone %s', (zone, text) => {
    expect(written(noon, 'HH:mm XXX', zone)).toBe(text);
  });

  it.each(['Mars/Olympus', '+19:00', '+02:60', '+100:00', '+', 'UTC-', '02:00', '', 'x'.repeat(100_000)])(
    'has nothing for the zone %j',
    (zone) => {
      expect(written(noon, 'HH', zone)).toBeUndefined();
    },
  );

  it.each([
    ['2026-10-25T00:59:59.999Z', '02:59:59.999 +0200'],
    ['2026-10-25T01:00:00.000Z', '02:00:00.000 +0100'],
    ['2026-03-29T00:59:59.999Z', '01:59:59.999 +0100'],
    ['2026-03-29T01:00:00.000Z', '03:00:00.000 +0200'],
  ])('knows when clocks change: %s is %s', (instant, text) => {
    expect(written(Date.parse(instant), 'HH:mm:ss.SSS Z', 'Europe/Madrid')).toBe(text);
  });

  it('names zones as they are called at the time', () => {
    const names = ['2026-01-01', '2026-07-01'].map((day) => written(Date.parse(day), 'z', 'America/New_York'));

    expect(names).toEqual(['EST', 'EDT']);
  });

  it('agrees with the platform about every zone and time', () => {
    const zones = fc.constantFrom('Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });

    fc.assert(
      fc.property(fc.array(fc.tuple(zones, instants), { minLength: 1 }), (asked) => {
        for (const [zone, instant] of asked) {
          const text = instant.toLocaleString('sv-SE', { timeZone: zone });

          expect(written(instant.getTime(), 'yyyy-MM-dd HH:mm:ss', zone)).toBe(text);
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['1000-01-01T00:00:00Z', 'UTC', '1000'],
    ['1000-01-01T00:00:00Z', '-01:00', undefined],
    ['0999-12-31T23:59:59Z', 'UTC', undefined],
    ['9999-12-31T23:59:59.999Z', 'UTC', '9999'],
    ['9999-12-31T23:59:59Z', '+01:00', undefined],
    ['+010000-01-01T00:00:00Z', 'UTC', undefined],
  ])('writes years of four digits only: %s in %s is %s', (instant, zone, year) => {
    expect(written(Date.parse(instant), 'yyyy', zone)).toBe(year);
  });

  it('writes what readDate reads, with an offset, in every zone', () => {
    const patterns = fc.constantFrom(
      "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
      'EEE d MMM y hh:mm:ss.SSS a Z',
      'yyyyDDDHHmmssSSSx',
      'EEEE, MMMM dd, yyyy H:m:s.SSSSSS xx',
    );
    const zones = fc.constantFrom('UTC', 'Europe/Madrid', 'America/St_Johns', 'Pacific/Chatham', '-11:30');
    const instants = fc.date({ min: new Date('1980-01-01'), max: new Date('9999-12-30'), noInvalidDate: true });

    fc.assert(
      fc.property(instants, patterns, zones, (instant, pattern, zone) => {
        const text = written(instant.getTime(), pattern, zone) ?? '';
        const parts = parseJavaPattern(pattern) ?? [];
        const utc = timeZoneOf('UTC');

        expect(utc && readDate(text, parts, utc)).toBe(instant.getTime());
      }),
      { numRuns: runs(300) },
    );
  });
});
