import { toItem } from '../items/to-item';

import { decodeStoredRun } from './decode-items';

describe('decodeStoredRun', () => {
  it('finds no run where there is no run item, no opened run or no plan item', () => {
    const waiting = toItem({ pk: 'run#x', sk: 'run', runId: 'x', firstSeenAtMs: 1 });
    const opened = { ...waiting, openedAtMs: { N: '1' } };

    expect([[], [waiting], [opened]].map(decodeStoredRun)).toEqual([undefined, undefined, undefined]);
  });
});
