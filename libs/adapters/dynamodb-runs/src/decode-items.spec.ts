import { toItem } from '@pulso/adapters/dynamodb-items';

import { decodeStoredReport } from './decode-items';

describe('decodeStoredReport', () => {
  it('finds no report where there is no run item, no opened run or no plan item', () => {
    const waiting = toItem({ pk: 'run#x', sk: 'run', runId: 'x', firstSeenAtMs: 1 });
    const opened = { ...waiting, openedAtMs: { N: '1' } };

    expect([[], [waiting], [opened]].map(decodeStoredReport)).toEqual([undefined, undefined, undefined]);
  });
});
