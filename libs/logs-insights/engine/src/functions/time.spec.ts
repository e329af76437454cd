import { Instant, ListValue, type Value } from '../values/value';
import { functionCatalogue } from './catalogue';
import { type QueryContext } from './function-definition';
import { call } from './testing/call';

const callIn = (context: QueryContext, name: string, ...operands: readonly Value[]): Value =>
  functionCatalogue.get(name)?.evaluate(operands, context);

const context = { nowMs: 1_795_609_800_999, startMs: 1_000, endMs: 61_999 };

describe('functions of times', () => {
  const table: readonly [name: string, operands: readonly Value[], result: Value][] = [
    ['frommillis', [0], new Instant(0)],
    ['frommillis', ['86400000'], new Instant(86_400_000)],
    ['frommillis', [new Instant(7)], new Instant(7)],
    ['frommillis', ['soon'], undefined],
    ['frommillis', [8.64e15], new Instant(8.64e15)],
    ['frommillis', [8.65e15], undefined],
    ['tomillis', [new Instant(1.5)], 1.5],
    ['tomillis', ['12'], 12],
    ['tomillis', ['2026-11-25'], undefined],
    ['now', [], 1_795_609_800],
    ['querystarttime', [], 1_000],
    ['queryendtime', [], 61_999],
    ['querytimerange', [], 60_999],
  ];

  it.each(table)('%s of %p is %p', (name, operands, result) => {
    expect(callIn(context, name, ...operands)).toEqual(result);
  });

  it.each(['now', 'querystarttime', 'queryendtime', 'querytimerange'])(
    'have no %s when the caller gives none',
    (name) => {
      expect(callIn({}, name)).toBeUndefined();
      expect(callIn({ nowMs: undefined, startMs: undefined, endMs: 5 }, name)).toBe(
        name === 'queryendtime' ? 5 : undefined,
      );
    },
  );
});

const time = new Instant(Date.parse('2026-11-05T04:03:02.017Z'));
const noon = Date.parse('2026-11-25T12:00:00Z');

describe.each(['formatdate', 'strftime'])('%s', (name) => {
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
    expect(call(name, time, pattern)).toBe(text);
  });

  it.each(['%', '%Q', 'a%', '%😀', '%-d', '%constructor', '% '])('has nothing for the pattern %j', (pattern) => {
    expect(call(name, time, pattern)).toBeUndefined();
  });

  it('knows zones', () => {
    expect(call(name, noon, '%H:%M %z', 'Asia/Tokyo')).toBe('21:00 +0900');
  });

  it('takes numbers of milliseconds, and nothing that is no time', () => {
    expect(call(name, '0', '%Y')).toBe('1970');
    expect(call(name, -0.5, '%Y %L')).toBe('1969 999');
    expect(call(name, '1970-01-01', '%Y')).toBeUndefined();
    expect(call(name, time, undefined)).toBeUndefined();
    expect(call(name, time, new ListValue(['%Y']))).toBeUndefined();
    expect(call(name, time, '%Y', undefined)).toBeUndefined();
  });
});

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
