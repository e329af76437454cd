import { breakLines } from './break-lines';

describe('breakLines', () => {
  it('gives each command a line', () => {
    expect(breakLines('filter a = 1 | stats count(*) as n')).toBe('filter a = 1\n| stats count(*) as n');
  });

  it('breaks a long line at its own commas, not at those in brackets and texts', () => {
    const long = `stats pct(a, 95) as p, sum(b in [1, 2]) as "x, y", max(${'c'.repeat(60)}) as z`;

    expect(breakLines(long).split('\n')).toEqual([
      'stats pct(a, 95) as p,',
      '    sum(b in [1, 2]) as "x, y",',
      `    max(${'c'.repeat(60)}) as z`,
    ]);
  });
});
