import { call } from './testing/call';

describe('parsedate', () => {
  it.each([
    ['2026-11-25T12:30:00.123Z', "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-11-25 12:30:00.123'],
    ['2026-11-25T12:30:00+0230', "yyyy-MM-dd'T'HH:mm:ssZ", '2026-11-25 10:00:00.000'],
    ['2026-11-25T12:30:00-02', "yyyy-MM-dd'T'HH:mm:ssX", '2026-11-25 14:30:00.000'],
    ['20261125123000', 'yyyyMMddHHmmss', '2026-11-25 12:30:00.000'],
    ['25/Nov/2026:12:30:00 +0100', 'dd/MMM/yyyy:HH:mm:ss Z', '2026-11-25 11:30:00.000'],
    ['wednesday, 5 november 26', 'EEEE, d MMMM yy', '2026-11-05 00:00:00.000'],
    ['12:05 am', 'hh:mm a', '1970-01-01 00:05:00.000'],
    ['12:05 PM', 'hh:mm a', '1970-01-01 12:05:00.000'],
    ['1:05 PM', 'h:mm a', '1970-01-01 13:05:00.000'],
    ['2024 366', 'yyyy DDD', '2024-12-31 00:00:00.000'],
    ['2026-1-2', 'y-M-d', '2026-01-02 00:00:00.000'],
    ['1.5', 's.S', '1970-01-01 00:00:01.500'],
    ['00.123456789', 'ss.SSSSSSSSS', '1970-01-01 00:00:00.123'],
    ['2026-07-01 12:00 Europe/Madrid', 'yyyy-MM-dd HH:mm z', '2026-07-01 10:00:00.000'],
    ['2026-07-01 12:00 GMT+2', 'yyyy-MM-dd HH:mm z', '2026-07-01 10:00:00.000'],
    ['2026-07-01 12:00 +02:30', 'yyyy-MM-dd HH:mm z', '2026-07-01 09:30:00.000'],
    ['2026-07-01 12:00 UTC!', "yyyy-MM-dd HH:mm z'!'", '2026-07-01 12:00:00.000'],
    ['', '', '1970-01-01 00:00:00.000'],
  ])('reads %s by %s as %s', (text, pattern, date) => {
    expect(call('parsedate', text, pattern)).toBe(Date.parse(`${date}Z`));
  });

  it.each([
    ['2026-11-25 ', 'yyyy-MM-dd'],
    [' 2026-11-25', 'yyyy-MM-dd'],
    ['2026-11', 'yyyy-MM-dd'],
    ['2026-13-01', 'yyyy-MM-dd'],
    ['2026-00-01', 'yyyy-MM-dd'],
    ['2026-02-29', 'yyyy-MM-dd'],
    ['2026-02-00', 'yyyy-MM-dd'],
    ['2026-1-01', 'yyyy-MM-dd'],
    ['0999-01-01', 'yyyy-MM-dd'],
    ['2023 366', 'yyyy DDD'],
    ['2023 000', 'yyyy DDD'],
    ['24:00', 'HH:mm'],
    ['12:60', 'HH:mm'],
    ['12:00:60', 'HH:mm:ss'],
    ['13:00 AM', 'hh:mm a'],
    ['00:00 AM', 'hh:mm a'],
    ['12:00 XM', 'hh:mm a'],
    ['Foo', 'MMM'],
    ['Novem', 'MMMM'],
    ['1.12', 's.SSS'],
    ['12:00 +25:00', 'HH:mm XXX'],
    ['12:00 ', 'HH:mm XXX'],
    ['12:00 Mars/Olympus', 'HH:mm z'],
    ['١٢', 'HH'],
    ['2026', 'YYYY'],
    ['9999-12-31 23:00 -05:00', 'yyyy-MM-dd HH:mm XXX'],
    ['x'.repeat(1_000_000), 'z'],
  ])('has nothing for %s by %s', (text, pattern) => {
    expect(call('parsedate', text, pattern)).toBeUndefined();
  });

  it.each([
    ['2026-07-01 12:00', '2026-07-01 10:00:00.000'],
    // Shown twice: the first time counts. Skipped: as if clocks had not changed.
    ['2026-10-25 02:30', '2026-10-25 00:30:00.000'],
    ['2026-03-29 02:30', '2026-03-29 01:30:00.000'],
    ['2026-10-25 03:00', '2026-10-25 02:00:00.000'],
    ['2026-03-29 03:00', '2026-03-29 01:00:00.000'],
  ])('reads %s in Madrid as %s', (text, date) => {
    expect(call('parsedate', text, 'yyyy-MM-dd HH:mm', 'Europe/Madrid')).toBe(Date.parse(`${date}Z`));
  });

  it('believes the text rather than the argument about the zone', () => {
    expect(call('parsedate', '12:00 +01:00', 'HH:mm XXX', '+05:00')).toBe(11 * 3_600_000);
  });

  it('takes numbers for their digits, and no unknown zone', () => {
    expect(call('parsedate', 20261125, 'yyyyMMdd')).toBe(Date.parse('2026-11-25'));
    expect(call('parsedate', '12', 'HH', 'Mars/Olympus')).toBeUndefined();
    expect(call('parsedate', '12', 'HH', undefined)).toBeUndefined();
  });
});
