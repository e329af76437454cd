import { UsageError } from '@pulso/operator/command-line';

import { requireLocalTime } from './check-times';

const at = Date.parse;

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
