import { offsetText } from './run-words';
import { tellItem } from './testing/tell-item';
import { axisOf, layOutAxis, placeOf, ticksOf, untilEnd } from './time-axis';

const whole = { startMs: 0, endMs: 200_000 };
const busy = [
  { startMs: 190_000, endMs: 200_000 },
  { startMs: 0, endMs: 10_000 },
];

describe('layOutAxis', () => {
  it('draws a long pause short, and what happened around it in proportion', () => {
    const axis = layOutAxis(whole, busy);

    expect(axis.map(({ fromMs, toMs, isGap }) => [fromMs, toMs, isGap])).toEqual([
      [0, 10_000, false],
      [10_000, 190_000, true],
      [190_000, 200_000, false],
    ]);
    const [first, gap, last] = axis.map(({ from, to }) => to - from);
    expect(first).toBeCloseTo(last ?? 0);
    expect((gap ?? 0) / (first ?? 1)).toBeCloseTo(0.12);
    expect(axis.at(-1)?.to).toBeCloseTo(1 / 1.02);
  });

  it('draws time as it is when no pause is long', () => {
    expect(layOutAxis(whole, [{ startMs: 3_000, endMs: 200_000 }])).toHaveLength(1);
  });
});

describe('layOutAxis of a long run', () => {
  it('leaves most of the room to what happened, however many pauses there are', () => {
    const minuteMs = 60_000;
    const sweeps = Array.from({ length: 40 }, (_, index) => ({
      startMs: (index + 2) * 5 * minuteMs,
      endMs: (index + 2) * 5 * minuteMs + 100,
    }));

    const axis = layOutAxis({ startMs: 0, endMs: 240 * minuteMs }, [{ startMs: 0, endMs: minuteMs }, ...sweeps]);

    expect(placeOf(axis, minuteMs)).toBeGreaterThan(0.5);
    expect(axis.filter(({ isGap }) => isGap)).toHaveLength(41);
  });
});

describe('placeOf', () => {
  it('finds moments in order, and what lies outside at the ends', () => {
    const axis = layOutAxis(whole, busy);

    const places = [-5, 0, 5_000, 100_000, 195_000, 200_000, 300_000].map((atMs) => placeOf(axis, atMs));

    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBe(0);
    expect(places[3]).toBeCloseTo(0.49);
  });
});

describe('ticksOf', () => {
  it('names round times, in no pause, and leaves room for each', () => {
    const axis = layOutAxis(whole, busy);

    const ticks = ticksOf(axis, 0, String);

    expect(ticks).toEqual([0, 2_000, 4_000, 6_000, 8_000, 190_000, 192_000, 194_000, 196_000, 198_000]);
  });

  it('says when a part begins that is too short for a round time, over gaps without a label', () => {
    const sweeps = Array.from({ length: 20 }, (_, index) => ({
      startMs: (index + 1) * 300_000 + 40,
      endMs: (index + 1) * 300_000 + 90,
    }));
    const axis = layOutAxis({ startMs: 0, endMs: 6_400_000 }, [{ startMs: 0, endMs: 10_000 }, ...sweeps]);

    const late = ticksOf(axis, 0, String).filter((atMs) => atMs > 10_000);

    expect(late.length).toBeGreaterThan(1);
    expect(sweeps.map(({ startMs }) => startMs)).toEqual(expect.arrayContaining(late));
  });

  it('counts from a time that is not that of the start', () => {
    const axis = layOutAxis({ startMs: 500, endMs: 10_500 }, [{ startMs: 500, endMs: 10_500 }]);

    expect(ticksOf(axis, 500, String)).toEqual([500, 1_500, 2_500, 3_500, 4_500, 5_500, 6_500, 7_500, 8_500, 9_500]);
  });
});

describe('labels of ticks', () => {
  it('stand once each, also where hours after the start seconds are drawn apart', () => {
    const late = { startMs: 4 * 3_600_000, endMs: 4 * 3_600_000 + 10_000 };
    const axis = layOutAxis({ startMs: 0, endMs: late.endMs }, [{ startMs: 0, endMs: 10_000 }, late]);

    const labels = ticksOf(axis, 0, (atMs) => offsetText(atMs, 0)).map((atMs) => offsetText(atMs, 0));

    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toContain('+4 h');
  });
});

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
