import { rowWindow, topOf } from './row-window';

describe('rowWindow', () => {
  const heights = [100, 20, 300, 40, 50, 60, 70];

  it('takes the rows in view and those around it, and the space of all others', () => {
    const view = rowWindow(heights, { top: 430, height: 50, margin: 10 });

    expect(view).toEqual({ first: 2, end: 5, before: 120, after: 130 });
  });

  it('takes all rows where there is room', () => {
    expect(rowWindow(heights, { top: 0, height: 1000, margin: 0 })).toEqual({ first: 0, end: 7, before: 0, after: 0 });
  });

  it('keeps the space of rows that are all out of view', () => {
    expect(rowWindow([10, 10], { top: 500, height: 10, margin: 0 })).toEqual({
      first: 0,
      end: 0,
      before: 0,
      after: 20,
    });
  });

  it('renders few of very many rows', () => {
    const { first, end } = rowWindow(
      Array.from({ length: 10_000 }, () => 60),
      { top: 300_000, height: 900, margin: 600 },
    );

    expect(end - first).toBeLessThan(40);
    expect(topOf(heights, 3)).toBe(420);
  });
});
