import { referenceName } from './contender';
import { renderTable } from './render-table';

describe('renderTable', () => {
  it('puts each bundle beside the SDK client, and services beside their goals', () => {
    const figures = [
      { name: referenceName, processMs: 80, loadMs: 50 },
      { name: 'bot', processMs: 120, loadMs: 90 },
    ];

    expect(
      renderTable(figures, () => 12_345)
        .split('\n')
        .slice(2),
    ).toEqual([
      '| AWS SDK client | 12,345 | 80.0 | 50.0 | 1.00 | 1.00 |  |  |',
      '| bot | 12,345 | 120.0 | 90.0 | 1.50 | 1.80 | 1.97 | 1.50 |',
    ]);
  });

  it('leaves the goal of a service empty that has none yet', () => {
    expect(renderTable([{ name: 'billing', processMs: 1, loadMs: 1 }], () => 0)).toMatch(/\|  \|  \|$/);
  });
});
