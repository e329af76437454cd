import * as fc from 'fast-check';

import { ListValue } from '../values/structures';
import { Instant, type Value } from '../values/value';
import { functionCatalogue } from './catalogue';

const call = (name: string, ...operands: Value[]): Value => functionCatalogue.get(name)?.evaluate(operands, {});

const time = new Instant(Date.parse('2026-11-05T04:03:02.017Z'));
const noon = Date.parse('2026-11-25T12:00:00Z');

describe('formatdate', () => {
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
    expect(call('formatdate', time, pattern)).toBe(text);
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
    expect(call('formatdate', time, pattern)).toBeUndefined();
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
    expect(call('formatdate', noon, 'HH:mm XXX', zone)).toBe(text);
  });

  it.each(['Mars/Olympus', '+19:00', '+02:60', '+100:00', '+', 'UTC-', '02:00', '', 'x'.repeat(100_000), undefined])(
    'has nothing for the zone %j',
    (zone) => {
      expect(call('formatdate', noon, 'HH', zone)).toBeUndefined();
    },
  );

  it.each([
    ['2026-10-25T00:59:59.999Z', '02:59:59.999 +0200'],
    ['2026-10-25T01:00:00.000Z', '02:00:00.000 +0100'],
    ['2026-03-29T00:59:59.999Z', '01:59:59.999 +0100'],
    ['2026-03-29T01:00:00.000Z', '03:00:00.000 +0200'],
  ])('knows when clocks change: %s is %s', (instant, text) => {
    expect(call('formatdate', Date.parse(instant), 'HH:mm:ss.SSS Z', 'Europe/Madrid')).toBe(text);
  });

  it('names zones as they are called at the time', () => {
    const names = ['2026-01-01', '2026-07-01'].map((day) =>
      call('formatdate', Date.parse(day), 'z', 'America/New_York'),
    );

    expect(names).toEqual(['EST', 'EDT']);
  });

  it('agrees with the platform about every zone and time', () => {
    const zones = fc.constantFrom('Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });

    fc.assert(
      fc.property(fc.array(fc.tuple(zones, instants), { minLength: 1 }), (asked) => {
        for (const [zone, instant] of asked) {
          const text = instant.toLocaleString('sv-SE', { timeZone: zone });

          expect(call('formatdate', instant.getTime(), 'yyyy-MM-dd HH:mm:ss', zone)).toBe(text);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes numbers of milliseconds, and nothing that is no time', () => {
    expect(call('formatdate', '0', 'yyyy')).toBe('1970');
    expect(call('formatdate', -0.5, 'yyyy SSS')).toBe('1969 999');
    expect(call('formatdate', '1970-01-01', 'yyyy')).toBeUndefined();
    expect(call('formatdate', time, undefined)).toBeUndefined();
    expect(call('formatdate', time, new ListValue(['yyyy']))).toBeUndefined();
  });

  it.each([
    ['1000-01-01T00:00:00Z', 'UTC', '1000'],
    ['1000-01-01T00:00:00Z', '-01:00', undefined],
    ['0999-12-31T23:59:59Z', 'UTC', undefined],
    ['9999-12-31T23:59:59.999Z', 'UTC', '9999'],
    ['9999-12-31T23:59:59Z', '+01:00', undefined],
    ['+010000-01-01T00:00:00Z', 'UTC', undefined],
  ])('writes years of four digits only: %s in %s is %s', (instant, zone, year) => {
    expect(call('formatdate', Date.parse(instant), 'yyyy', zone)).toBe(year);
  });
});

describe('strftime', () => {
  it.each([
    ['%Y-%m-%dT%H:%M:%S', '2026-11-05T04:03:02'],
    ['%F %T %R %D', '2026-11-05 04:03:02 04:03 11/05/26'],
    ['%y %e %j %I %p', '26  5 309 04 AM'],
    ['%a %A %b %h %B', 'Thu Thursday Nov Nov November'],
    ['%L %f %s', '017 017000 1793851382'],
    ['%z %Z', '+0000 UTC'],
    ['100%% %n%t|', '100% \n\t|'],
    ['no letters', 'no letters'],
  ])('writes %s as %s', (pattern, text) => {
    expect(call('strftime', time, pattern)).toBe(text);
  });

  it.each(['%', '%Q', 'a%', '%😀', '%-d', '%constructor', '% '])('has nothing for the pattern %j', (pattern) => {
    expect(call('strftime', time, pattern)).toBeUndefined();
  });

  it('knows zones', () => {
    expect(call('strftime', noon, '%H:%M %z', 'Asia/Tokyo')).toBe('21:00 +0900');
  });
});
