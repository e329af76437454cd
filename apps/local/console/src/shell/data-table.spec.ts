import { sortRows } from './data-table';

const rows = [
  { command: 'start', calls: 9 },
  { command: 'help', calls: 10 },
  { command: null, calls: null },
  { command: 'about', calls: -1 },
];

describe('sortRows', () => {
  it.each([
    ['texts', 'command', false, ['about', 'help', 'start', null]],
    ['texts from the end', 'command', true, ['start', 'help', 'about', null]],
    ['numbers by their size', 'calls', false, ['about', 'start', 'help', null]],
    ['numbers, the largest first', 'calls', true, ['help', 'start', 'about', null]],
  ] as const)('sorts %s, without a value last', (_what, column, isDescending, expected) => {
    expect(sortRows(rows, (row) => row[column], isDescending).map(({ command }) => command)).toEqual(expected);
  });
});
