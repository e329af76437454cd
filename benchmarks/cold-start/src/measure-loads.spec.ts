import { type Contender } from './contender';
import { measureLoads } from './measure-loads';

const contender = (name: string): Contender => ({ name, file: `/${name}.js`, environment: {} });

describe('measureLoads', () => {
  it('takes turns, and gives the median of each', () => {
    const order: string[] = [];
    const times: Record<string, number[]> = { one: [30, 90, 40], other: [5, 6, 1] };

    const figures = measureLoads([contender('one'), contender('other')], 3, ({ name }) => {
      order.push(name);
      const processMs = times[name]?.shift() ?? NaN;
      return { processMs, loadMs: processMs / 10 };
    });

    expect(order).toEqual(['one', 'other', 'one', 'other', 'one', 'other']);
    expect(figures).toEqual([
      { name: 'one', processMs: 40, loadMs: 4 },
      { name: 'other', processMs: 5, loadMs: 0.5 },
    ]);
  });
});
