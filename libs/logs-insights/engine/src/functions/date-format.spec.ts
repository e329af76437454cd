import { ListValue } from '../values/structures';
import { Instant } from '../values/value';
import { call } from './testing/call';

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
