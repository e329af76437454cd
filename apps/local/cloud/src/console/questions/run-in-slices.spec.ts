import { parseQuery, runQuery } from '@pulso/logs-insights';

import { runInSlices } from './run-in-slices';

const events = Array.from({ length: 10_000 }, (_, index) => ({ timestamp: index, message: `{"n":${index % 7}}` }));
const query = parseQuery('stats count(*) as c by n | sort n');

/** A clock on which every look at it takes a millisecond. */
function slowPace(msPerLook: number) {
  let nowMs = 0;
  const pauses: number[] = [];
  return {
    pauses,
    nowMs: () => (nowMs += msPerLook),
    pause: async () => {
      pauses.push(nowMs);
    },
  };
}

describe('a query in slices', () => {
  it('answers as in one go, and lets others have their turn after 10 ms', async () => {
    const pace = slowPace(1);

    const result = await runInSlices(query, events, {}, pace);

    expect(result).toEqual(runQuery({ query, events }));
    const gaps = pace.pauses.map((atMs, index) => atMs - (pace.pauses[index - 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(11);
    expect(pace.pauses.length).toBeGreaterThan(10);
  });

  it('does not pause for a query that is quick', async () => {
    const pace = slowPace(0);

    await runInSlices(query, events, {}, pace);

    expect(pace.pauses).toEqual([]);
  });

  it('gives up a query that reads for more than 15 s, waiting not counted', async () => {
    await expect(runInSlices(query, events, {}, slowPace(1_000))).rejects.toThrow('given up after 1024 events');
  });
});
