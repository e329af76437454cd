import { clockTime, zoneOf } from './zoned-time';

const at = Date.parse('2026-11-26T12:25:30Z');

describe('a time zone', () => {
  it.each([
    [undefined, '12:25', 'UTC'],
    ['UTC', '12:25', 'UTC'],
    ['Europe/Berlin', '13:25', 'UTC+1'],
    ['America/Sao_Paulo', '09:25', 'UTC−3'],
    ['Asia/Kolkata', '17:55', 'UTC+5:30'],
    ['Europe/London', '12:25', 'UTC'],
    ['Mars/Olympus', '12:25', 'UTC'],
    ['', '12:25', 'UTC'],
  ])('%s shows %s as the time', (timeZone, time, name) => {
    const zone = zoneOf(timeZone);

    expect([clockTime(zone.wallTimeAt(at)), zone.nameAt(at)]).toEqual([time, name]);
  });

  it('knows day and weekday on the other side of midnight', () => {
    expect(zoneOf('Pacific/Auckland').wallTimeAt(at)).toEqual({
      year: 2026,
      month: 10,
      day: 27,
      weekday: 5,
      hour: 1,
      minute: 25,
    });
  });

  it('has another name when clocks have changed', () => {
    expect(zoneOf('Europe/Berlin').nameAt(Date.parse('2026-07-01T00:00:00Z'))).toBe('UTC+2');
  });
});
