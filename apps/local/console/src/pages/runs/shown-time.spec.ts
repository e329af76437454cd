import { axisOf, untilEnd } from './shown-time';
import { tellItem } from './testing/tell-item';
import { placeOf } from './time-axis';

const dayMs = 86_400_000;

const run = {
  ...{ nowMs: dayMs, askedAtMs: 0, durationMs: 5_000 },
  lanes: [
    { id: 'a', service: 'a', title: 'a', items: [tellItem(0, 5_000), tellItem(4_000, dayMs, 'wait')] },
    { id: 'b', service: 'b', title: 'b', items: [600_000, dayMs].map((atMs) => tellItem(atMs, atMs + 1)) },
  ],
};

describe('untilEnd', () => {
  it('leaves out what began after the end, and lanes of nothing else, and says how much', () => {
    const { lanes, laterCount } = untilEnd(run);

    expect(lanes).toEqual([run.lanes[0]]);
    expect(laterCount).toBe(2);
  });

  it('shows all of a run that goes on', () => {
    expect(untilEnd({ ...run, durationMs: undefined as never }).laterCount).toBe(0);
  });
});

describe('axisOf', () => {
  it('ends with the run, also when things go on after it', () => {
    expect(placeOf(axisOf({ ...run, ...untilEnd(run) }, false), 5_000)).toBeGreaterThan(0.95);
  });

  it('leaves the run the most room when what came later is shown too', () => {
    const axis = axisOf(run, true);

    expect(placeOf(axis, 5_000)).toBeGreaterThan(0.8);
    expect(placeOf(axis, dayMs)).toBeLessThan(1);
  });
});
