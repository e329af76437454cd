import type { RunItem } from '@pulso/local/console-api';

import { findDelays, findRepeats } from './findings';
import { tellItem } from './testing/tell-item';

const runOf = (items: readonly RunItem[]) => ({
  ...{ nowMs: 100_000, askedAtMs: 0, durationMs: 50_000 },
  lanes: [{ id: 'bot', service: 'bot', title: 'bot', items }],
});

const startsOf = (found: ReturnType<typeof findDelays>): number[] => found.map(({ startMs }) => startMs);

const onPath = { isOnPath: true };

describe('findDelays', () => {
  it('names the three that the end waited for longest, in the order of time', () => {
    const items = [10_000, 30_000, 9_000, 20_000].map((lengthMs, place) =>
      tellItem(place, place + lengthMs, 'wait', onPath),
    );

    expect(startsOf(findDelays(runOf(items)))).toEqual([0, 1, 3]);
  });

  it('leaves out what the end did not wait for, and what took hardly any time of all', () => {
    const items = [
      tellItem(0, 90_000),
      tellItem(1, 900, 'work', onPath),
      tellItem(2, 4_000, 'work', onPath),
      tellItem(3, undefined, 'work', onPath),
      tellItem(4, 4, 'moment', onPath),
    ];

    expect(startsOf(findDelays(runOf(items)))).toEqual([3]);
  });
});

describe('findRepeats', () => {
  it('names what was done again before the end', () => {
    const again = { isAgain: true };
    const run = runOf([tellItem(0, 1), tellItem(2, 3, 'work', again), tellItem(50_001, 50_002, 'work', again)]);

    expect(findRepeats(run)).toEqual([run.lanes[0]?.items[1]]);
  });
});
