import { compareNaturally, holds } from './compare-values';
import { formatDouble, formatInstant, formatNumber } from './format-value';
import { floorToPeriod, periodOf } from './period';
import { utf8ByteCount } from './text';
import { Instant, ListValue, MapValue, type Value, WrittenNumber, isTrue, memberOf, toNumber } from './value';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [3, '3'],
    [512_000_000, '512000000'],
    [1e21, '1000000000000000000000'],
    [1234.56789, '1234.5679'],
    [1.00495, '1.005'],
    [1.00005, '1.0001'],
    [-2.5, '-2.5'],
    [9.99995, '10'],
    [0.00012345678, '0.0001235'],
    [0.000000004321, '0.000000004321'],
    [0.99999, '1'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.3333'],
    [1e-10, '0.0000000001'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe('formatDouble', () => {
  it.each([
    [8, '8.0'],
    [14.25, '14.25'],
    [512_000_000, '5.12E8'],
    [1e7, '1.0E7'],
    [9_999_999, '9999999.0'],
    [0, '0.0'],
    [0.0005, '5.0E-4'],
  ])('writes %d as %s', (value, text) => {
    expect(formatDouble(value)).toBe(text);
  });
});

describe('formatInstant', () => {
  it.each([
    [0, '1970-01-01 00:00:00.000'],
    [1_795_609_800_123.9, '2026-11-25 12:30:00.123'],
    [-1, '1969-12-31 23:59:59.999'],
    [Number.NaN, undefined],
    [9e15, undefined],
  ])('writes %d as %s', (epochMs, text) => {
    expect(formatInstant(epochMs)).toBe(text);
  });
});

describe('toNumber', () => {
  it.each(['500', '-1.5', '+2', '.5', '5.', '1e3', '007'])('reads %s as a number', (text) => {
    expect(toNumber(text)).toBe(Number(text));
  });

  it.each(['', ' 5', '5 ', '0x10', 'NaN', 'Infinity', '1,000', '1e999', '--1', '.'])(
    'reads %j as no number',
    (text) => {
      expect(toNumber(text)).toBeUndefined();
    },
  );
});

describe('isTrue', () => {
  it.each<[Value, boolean]>([
    [1, true],
    [0, false],
    ['2', true],
    ['yes', false],
    [undefined, false],
    [new WrittenNumber(1, '1'), true],
  ])('of %p is %p', (value, truth) => {
    expect(isTrue(value)).toBe(truth);
  });
});

describe('holds', () => {
  it.each<[Value, '=' | '!=' | '<' | '>', Value, boolean]>([
    [500, '=', '500', true],
    ['500.0', '=', '500', true],
    ['a', '=', 'A', false],
    ['', '=', 0, false],
    [undefined, '=', 1, false],
    [undefined, '!=', 1, false],
    [1, '!=', undefined, false],
    ['9', '<', '10', true],
    ['9a', '<', '10a', false],
    ['\uffee', '<', '😀', true],
    [new Instant(5), '<', 6, true],
    [new Instant(0), '=', '1970-01-01 00:00:00.000', true],
  ])('%p %s %p: %p', (left, operator, right, result) => {
    expect(holds(operator, left, right)).toBe(result);
  });
});

describe('compareNaturally', () => {
  it('puts missing values first, then texts run by run, then numbers', () => {
    const ordered: Value[] = [undefined, '', 'a', 'a2', 'a10', 'a10b', 'b', -1, '01', '1', 2, '10'];

    const sorted = [...ordered].reverse().sort(compareNaturally);

    expect(sorted).toEqual([...ordered.slice(1), undefined]); // Array.sort itself puts undefined last
    expect(compareNaturally(undefined, '')).toBeLessThan(0);
    expect(compareNaturally('', undefined)).toBeGreaterThan(0);
    expect(compareNaturally(undefined, undefined)).toBe(0);
  });
});

describe('floorToPeriod', () => {
  it.each([
    [40, 'm', '2026-11-25T12:59:59.999Z', '2026-11-25T12:40:00.000Z'],
    [120, 's', '2026-11-25T12:59:59.999Z', '2026-11-25T12:59:00.000Z'],
    [250, 'ms', '2026-11-25T12:59:59.999Z', '2026-11-25T12:59:59.750Z'],
    [5, 'hours', '2026-11-25T23:00:00.000Z', '2026-11-25T20:00:00.000Z'],
    [1, 'd', '2026-11-25T23:00:00.000Z', '2026-11-25T00:00:00.000Z'],
    [1, 'w', '2026-11-25T23:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    [1, 'mo', '2026-11-25T23:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    [1, 'QTR', '2026-11-25T23:00:00.000Z', '2026-10-01T00:00:00.000Z'],
    [1, 'years', '2026-11-25T23:00:00.000Z', '2026-01-01T00:00:00.000Z'],
  ])('of %d %s puts %s into %s', (count, unit, instant, floor) => {
    const period = periodOf(count, unit);

    expect(period && new Date(floorToPeriod(Date.parse(instant), period)).toISOString()).toBe(floor);
  });

  it.each([
    [0, 'm'],
    [5, 'x'],
    [5, 'ss'],
    [5, 'constructor'],
    [1.5, 'm'],
  ])('has no period of %d %s', (count, unit) => {
    expect(periodOf(count, unit)).toBeUndefined();
  });
});

describe('utf8ByteCount', () => {
  it.each(['', 'abc', 'ä', '€', '😀', 'a\ud83d', '\ude00b', '\ud83d\ud83d\ude00'])(
    'of %j is that of an encoder',
    (text) => {
      expect(utf8ByteCount(text)).toBe(new TextEncoder().encode(text).length);
    },
  );
});

const list = new ListValue(['a', undefined, 'c']);
const map = new MapValue(
  new Map<string, Value>([
    ['a.b', 1],
    ['0', 'zero'],
    ['gone', undefined],
    ['__proto__', 'own'],
    ['list', list],
  ]),
);

describe('memberOf', () => {
  const table: readonly [value: Value, key: string | number, member: Value][] = [
    [map, 'a.b', 1],
    [map, 'a', undefined],
    [map, 0, 'zero'],
    [map, 'gone', undefined],
    [map, '__proto__', 'own'],
    [map, 'constructor', undefined],
    [map, 'list', list],
    [list, 0, 'a'],
    [list, '0', 'a'],
    [list, '2', 'c'],
    [list, 1, undefined],
    [list, 3, undefined],
    [list, -1, undefined],
    [list, 0.5, undefined],
    [list, Number.NaN, undefined],
    [list, '00', undefined],
    [list, '-1', undefined],
    [list, '9'.repeat(400), undefined],
    [list, 'length', undefined],
    [list, '', undefined],
    ['text', 0, undefined],
    [undefined, 'a', undefined],
  ];

  it.each(table)('of %p, %p is %p', (value, key, member) => {
    expect(memberOf(value, key)).toBe(member);
  });
});
