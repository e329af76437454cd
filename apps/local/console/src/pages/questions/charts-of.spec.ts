import { chartsOf, pathsOf, ticksBetween, timeTicksBetween } from './charts-of';

const columns = [
  { name: 'hour', kind: 'time' },
  { name: 'command', kind: 'text' },
  { name: 'calls', kind: 'number' },
  { name: 'p95', kind: 'number' },
] as const;
const [noon, one] = [Date.parse('2026-11-25T12:00:00Z') / 1000, Date.parse('2026-11-25T13:00:00Z') / 1000];
const rows = [
  ['2026-11-25 13:00:00.000', 'help', '2', '40'],
  ['2026-11-25 13:00:00.000', 'start', '5', null],
  ['2026-11-25 12:00:00.000', 'start', '7', '12.5'],
];

describe('the charts of an answer', () => {
  it('have a line for each group, the same one in each, and a gap where there is no number', () => {
    const series = { bin: 'hour', by: ['command'], values: ['calls', 'p95'] };

    expect(chartsOf({ columns, rows, series })).toEqual([
      {
        name: 'calls',
        times: [noon, one],
        lines: [
          { label: 'start', values: [7, 5] },
          { label: 'help', values: [null, 2] },
        ],
        leftOut: [],
      },
      {
        name: 'p95',
        times: [noon, one],
        lines: [
          { label: 'start', values: [12.5, null] },
          { label: 'help', values: [null, 40] },
        ],
        leftOut: [],
      },
    ]);
  });

  it('name the line of rows without other groups by their column', () => {
    const [chart] = chartsOf({ columns, rows, series: { bin: 'hour', by: [], values: ['calls'] } });

    expect(chart?.lines.map(({ label }) => label)).toEqual(['calls']);
  });

  it('leave out the smallest of many groups', () => {
    const many = Array.from({ length: 8 }, (_, index) => ['2026-11-25 12:00:00.000', `c${index}`, String(index), '1']);

    const [chart] = chartsOf({ columns, rows: many, series: { bin: 'hour', by: ['command'], values: ['calls'] } });

    expect(chart?.lines.map(({ label }) => label)).toEqual(['c7', 'c6', 'c5', 'c4', 'c3', 'c2']);
    expect(chart?.leftOut).toEqual(['c1', 'c0']);
  });

  it('have no line over bins that are missing', () => {
    const hours = ['10', '11', '14'].map((hour) => [`2026-11-25 ${hour}:00:00.000`, 'help', '1', '1']);

    const [chart] = chartsOf({ columns, rows: hours, series: { bin: 'hour', by: [], values: ['calls'] } });

    expect(chart?.times.map((time) => (time - noon) / 3600)).toEqual([-2, -1, 0, 2]);
    expect(chart?.lines[0]?.values).toEqual([1, 1, null, 1]);
  });

  it('are none of a column without numbers, and leave out what is none', () => {
    const cells = [null, 'NaN', 'Infinity'].map((cell) => ['2026-11-25 12:00:00.000', 'help', '1', cell]);

    const charts = chartsOf({ columns, rows: cells, series: { bin: 'hour', by: [], values: ['calls', 'p95'] } });

    expect(charts.map(({ name }) => name)).toEqual(['calls']);
  });

  it('are none without a time', () => {
    expect(chartsOf({ columns, rows })).toEqual([]);
  });
});

describe('the paths of a chart', () => {
  const points = [[0, 1], false, [0.5, 0], [1, 0.2], false, [2, 0]] as const;

  it('end a line where a number is missing', () => {
    expect(pathsOf(points, false).line).toBe('M0 1M0.5 0L1 0.2M2 0');
  });

  it('have a dot for numbers to which no line leads, or for all', () => {
    expect(pathsOf(points, false).dots).toBe('M0 1h0M2 0h0');
    expect(pathsOf(points, true).dots).toBe('M0 1h0M0.5 0h0M1 0.2h0M2 0h0');
  });
});

describe('the ticks of a chart', () => {
  it.each([
    [0, 105, [0, 20, 40, 60, 80, 100]],
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-3, 3.1, [-2, 0, 2]],
    [0, 21, [0, 5, 10, 15, 20]],
  ])('are round numbers from %d to %d', (least, most, ticks) => {
    expect(ticksBetween(least, most).map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
  });

  it.each([
    ['a day', 86_400, 3 * 3600],
    ['a week', 7 * 86_400, 86_400],
    ['ten minutes', 600, 300],
    ['a single time and its room', 3600, 900],
  ])('are round times of %s', (_, length, step) => {
    const from = Date.parse('2026-11-25T12:00:00Z') / 1000;

    const ticks = timeTicksBetween(from, from + length);

    expect(new Set(ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0)))).toEqual(new Set([step]));
    expect(ticks.every((tick) => tick % step === 0)).toBe(true);
  });

  it('are none that are cut off in a chart of many years', () => {
    expect(timeTicksBetween(0, 40 * 365 * 86_400).length).toBeLessThan(10);
  });
});
