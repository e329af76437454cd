import { UsageError } from '@pulso/adapters/node-runtime';

import {
  isoSecond,
  missedWindowLine,
  reportTimeAfter,
  startTimeFor,
  requireLocalTime,
  parseInstant,
} from './report-time';

const at = Date.parse;
const updatesAt = (...times: string[]) =>
  times.map((time, index) => ({ atMs: at(time), update: { update_id: index } }));

describe('reportTimeAfter', () => {
  it.each([
    ['2026-11-25T00:00:00Z', '2026-11-25T12:30:00Z'],
    ['2026-11-25T12:24:59.999Z', '2026-11-25T12:30:00Z'],
    ['2026-11-25T12:25:00Z', '2026-11-26T12:30:00Z'],
    ['2026-11-25T12:30:00Z', '2026-11-26T12:30:00Z'],
    ['2026-12-31T23:59:59.999Z', '2027-01-01T12:30:00Z'],
  ])('counts an update of %s at %s', (lastUpdate, report) => {
    expect(isoSecond(reportTimeAfter(at(lastUpdate)))).toBe(report);
  });

  it('names a time whose window holds the update, and the day before does not', () => {
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const update = { atMs: at('2026-11-25T00:00:00Z') + minute * 60_000, update: { update_id: 1 } };
      const reportAtMs = reportTimeAfter(update.atMs);

      expect(missedWindowLine([update], reportAtMs)).toBeUndefined();
      expect(missedWindowLine([update], reportAtMs - 86_400_000)).toBeDefined();
    }
  });
});

describe('startTimeFor', () => {
  it.each([
    ['the first update', ['2026-11-25T10:00:00Z', '2026-11-25T11:00:00Z'], '2026-11-25T09:59:00Z'],
    ['the report, without updates', [], '2026-11-25T12:29:30Z'],
    ['the report, with updates behind it', ['2026-11-25T12:40:00Z'], '2026-11-25T12:29:30Z'],
  ])('lies a minute before %s', (_what, times, start) => {
    expect(isoSecond(startTimeFor(updatesAt(...times), at('2026-11-25T12:30:30Z')))).toBe(start);
  });
});

describe('missedWindowLine', () => {
  const reportAtMs = at('2026-11-25T12:30:30Z');

  it.each([['2026-11-24T12:25:00Z'], ['2026-11-25T12:24:59.999Z']])(
    'is silent when %s is among the updates',
    (time) => {
      const updates = updatesAt('2026-11-01T00:00:00Z', time, '2026-11-25T12:25:00Z');

      expect(missedWindowLine(updates, reportAtMs)).toBeUndefined();
    },
  );

  it('is silent about a file without updates', () => {
    expect(missedWindowLine([], reportAtMs)).toBeUndefined();
  });

  it('says how many updates are before and after the window', () => {
    const updates = updatesAt('2026-11-01T00:00:00Z', '2026-11-24T12:24:59.999Z', '2026-11-25T12:25:00Z');

    expect(missedWindowLine(updates, reportAtMs)).toBe(
      'None of the 3 updates lies in the window of the report, from 2026-11-24T12:25:00Z until before ' +
        '2026-11-25T12:25:00Z (2 earlier, 1 later); use another --at ISO, or none.',
    );
  });
});

describe('requireLocalTime', () => {
  it.each([
    ['2026-11-24T12:00:00Z', '2026-11-25T12:30:00Z'],
    ['2026-10-21T12:30:00Z', '2026-11-25T12:30:00Z'],
    ['2000-01-01T00:00:00Z', '2000-01-01T00:00:00Z'],
  ])('lets time run from %s to a report at %s', (start, report) => {
    expect(() => requireLocalTime(at(start), at(report))).not.toThrow();
  });

  it.each([
    ['2026-10-21T12:29:59Z', '2026-11-25T12:30:00Z'],
    ['1969-06-01T00:00:00Z', '1969-06-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ])('refuses the way from %s to a report at %s', (start, report) => {
    expect(() => requireLocalTime(at(start), at(report))).toThrow(UsageError);
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-11-25T12:30:00Z', '2026-11-25T12:30:00.000Z'],
    ['2026-11-25T12:30Z', '2026-11-25T12:30:00.000Z'],
    ['2026-11-25T12:30:00.123456789Z', '2026-11-25T12:30:00.123Z'],
    ['2026-03-29T02:30:00+01:00', '2026-03-29T01:30:00.000Z'],
    ['2026-11-25T00:30:00+05:45', '2026-11-24T18:45:00.000Z'],
    ['2028-02-29T00:00:00-12:00', '2028-02-29T12:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(parseInstant(text) ?? NaN).toISOString()).toBe(expected);
  });

  it.each([
    '',
    '2026-11-25',
    '2026-11-25T12:30:00',
    '2026-11-25 12:30:00Z',
    'Thu Nov 26 2026 12:30:00 Z',
    '+010000-01-01T00:00:00Z',
    '2026-02-29T10:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-11-25T25:00:00Z',
    '2026-11-25T12:30:00Z\n',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
