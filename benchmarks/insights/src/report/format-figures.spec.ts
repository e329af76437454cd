import { formatMegabytes, formatRatio } from './format-figures';

describe('formatRatio', () => {
  it.each([
    [2, 1, '2.00'],
    [0.0123456, 1, '0.0123'],
    [99.94, 1, '99.9'],
    [12_345, 10, '1235'],
  ])('of %d to %d is %s', (value, ours, text) => {
    expect(formatRatio(value, ours)).toBe(text);
  });

  it('shows that there is nothing to compare with', () => {
    expect(formatRatio(2, undefined)).toBe('-');
  });
});

describe('formatMegabytes', () => {
  it('counts millions of bytes', () => {
    expect(formatMegabytes(130_816 * 1024)).toBe('134');
  });

  it('shows that nothing was measured', () => {
    expect(formatMegabytes(undefined)).toBe('-');
  });
});
