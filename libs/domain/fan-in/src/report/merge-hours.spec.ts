import { mergeHours } from './merge-hours';

const columns = [
  { field: 'hour', title: { en: 'Hour' }, format: 'hour' as const },
  { field: 'requests', title: { en: 'Requests' }, format: 'number' as const },
];

const rowOf = (hour: string, requests: string) => [
  { field: 'hour', value: hour },
  { field: 'requests', value: requests },
];

describe('mergeHours', () => {
  it('adds up the two halves of an hour in which a window begins and ends', () => {
    const rows = [
      rowOf('2026-11-26 04:00:00.000', '20'),
      rowOf('2026-11-25 12:00:00.000', '17'),
      rowOf('2026-11-26 12:00:00.000', '9'),
      rowOf('2026-11-26 05:00:00.000', '3'),
    ];

    expect(mergeHours(rows, columns)).toEqual([
      rowOf('2026-11-26 12:00:00.000', '26'),
      rowOf('2026-11-26 04:00:00.000', '20'),
      rowOf('2026-11-26 05:00:00.000', '3'),
    ]);
  });

  it('leaves rows alone that are no hours', () => {
    const rows = [rowOf('soon', '2'), rowOf('soon', '1')];

    expect(mergeHours(rows, columns)).toEqual(rows);
  });

  it('leaves tables alone that are not by the hour', () => {
    const rows = [rowOf('2026-11-25 12:00:00.000', '1'), rowOf('2026-11-26 12:00:00.000', '2')];

    expect(mergeHours(rows, [{ field: 'hour', title: { en: 'Hour' } }, ...columns.slice(1)])).toEqual(rows);
  });
});
