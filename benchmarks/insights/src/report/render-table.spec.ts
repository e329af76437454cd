import { renderTable } from './render-table';

describe('renderTable', () => {
  it('aligns columns, numbers to the right, and keeps bars inside of cells', () => {
    const table = renderTable(
      [{ title: 'query' }, { title: 's', isNumber: true }],
      [
        ['a | b', '1.25'],
        ['c', '10.00'],
      ],
    );

    expect(table).toBe(
      ['| query  |     s |', '| ------ | ----: |', '| a \\| b |  1.25 |', '| c      | 10.00 |'].join('\n'),
    );
  });
});
