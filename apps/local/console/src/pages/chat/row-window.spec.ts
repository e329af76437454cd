import { rowAt, rowTops, rowWindow } from './row-window';

describe('rowWindow', () => {
  const tops = rowTops([100, 20, 300, 40, 50, 60, 70]);

  it('takes the rows in view and those around it, and the space of all others', () => {
    const view = rowWindow(tops, { top: 430, height: 50, margin: 10 });

    expect(view).toEqual({ first: 3, end: 5, before: 420, after: 130 });
    expect(rowWindow(tops, { top: 429, height: 50, margin: 10 }).first).toBe(2);
  });

  it('takes all rows where there is room', () => {
    expect(rowWindow(tops, { top: 0, height: 1000, margin: 0 })).toEqual({ first: 0, end: 7, before: 0, after: 0 });
  });

  it('keeps to the rows that there are', () => {
    expect(rowWindow(rowTops([10, 10]), { top: 500, height: 10, margin: 0 })).toMatchObject({ first: 1, end: 2 });
    expect(rowWindow(rowTops([]), { top: 0, height: 10, margin: 5 })).toEqual({
      first: 0,
      end: 0,
      before: 0,
      after: 0,
    });
  });

  it('renders few of very many rows', () => {
    const many = rowTops(Array.from({ length: 10_000 }, () => 60));

    const { first, end } = rowWindow(many, { top: 300_000, height: 900, margin: 600 });

    expect([first, end]).toEqual([4990, 5026]);
  });
});

describe('rowAt', () => {
  it.each([
    [-5, 0],
    [0, 0],
    [9, 0],
    [10, 1],
    [35, 2],
    [99, 2],
  ])('finds what is at %d', (place, row) => {
    expect(rowAt(rowTops([10, 20, 30]), place)).toBe(row);
  });
});
