import { sortRows } from './sort-rows';

const columns = [
  { name: 'command', kind: 'text' },
  { name: 'calls', kind: 'number' },
] as const;
const rows = [
  ['start', '9'],
  ['help', '10'],
  [null, null],
  ['about', '-1'],
];

describe('the rows of an answer', () => {
  it.each([
    ['texts', 0, false, ['about', 'help', 'start', null]],
    ['texts from the end', 0, true, ['start', 'help', 'about', null]],
    ['numbers by their size', 1, false, ['about', 'start', 'help', null]],
    ['numbers, the largest first', 1, true, ['help', 'start', 'about', null]],
  ])('are sorted by %s, without a value last', (_what, column, isDescending, expected) => {
    expect(sortRows(columns, rows, { column, isDescending }).map(([command]) => command)).toEqual(expected);
  });

  it('stay as they came without a column', () => {
    expect(sortRows(columns, rows, undefined)).toBe(rows);
  });
});
