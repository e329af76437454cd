import { createLocalClock, type LocalClock } from '@pulso/world/time';
import { type AlarmDefinition } from '@pulso/world/stacks';

import { alarmDefinition, metricNamed } from '../testing/alarm-definition';
import { createMetricStore, type MetricStore, type MetricValue } from '@pulso/world/alarms';
import { type AlarmWatch, watchAlarms } from './watch-alarms';

const startMs = Date.parse('2026-11-25T12:00:00Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('watching alarms', () => {
  let clock: LocalClock;
  let store: MetricStore;
  let watch: AlarmWatch | undefined;
  let changes: string[];

  beforeEach(() => {
    clock = createLocalClock({ startMs });
    store = createMetricStore();
    changes = [];
  });

  afterEach(() => {
    watch?.stop();
    clock.stop();
  });

  const start = (alarm: Partial<AlarmDefinition>, sample?: (atMs: number) => readonly MetricValue[]): void => {
    watch = watchAlarms({
      clock,
      alarms: [alarmDefinition(alarm)],
      store,
      ...(sample && { sample }),
      onChange: ({ state, sinceMs }) => changes.push(`${(sinceMs - startMs) / minuteMs} ${state}`),
    });
  };
  const put = (value: number, name = 'Errors', atMs = clock.nowMs()): void =>
    store.put({ metric: metricNamed(name), value, atMs });
  const passMinutes = (count: number): Promise<void> => clock.runUntil(startMs + count * minuteMs);

  it('rings at the end of the minute in which it happened, until that is out of the range it looks at', async () => {
    start({ periodSeconds: 300 });
    await passMinutes(2);
    put(1);

    await passMinutes(60);

    expect(changes).toEqual(['1 OK', '3 ALARM', '18 OK']);
  });

  it('adds up over a period that ends with any minute, and counts each minute once', async () => {
    start({ periodSeconds: 300, threshold: 3 });
    await passMinutes(3);
    put(1);
    await passMinutes(6);
    put(1);
    put(1);

    await passMinutes(9);

    expect(changes).toEqual(['1 OK', '7 ALARM', '9 OK']);
  });

  it('rings again when a level grows again, and not while it stays', async () => {
    let depth = 0;
    const sample = (atMs: number): MetricValue[] => [{ metric: metricNamed('Depth'), value: depth, atMs }];
    const metric = { id: 'depth', metric: metricNamed('Depth'), statistic: 'Maximum' };
    const growth = { queries: [metric, { id: 'growth', expression: 'DIFF(FILL(depth, 0))' }], watchedId: 'growth' };
    start({ ...growth, periodSeconds: 60, evaluationPeriods: 5, datapointsToAlarm: 1 }, sample);
    await passMinutes(10);
    depth = 1;
    await passMinutes(30);
    depth = 2;

    await passMinutes(50);

    expect(changes).toEqual(['1 OK', '11 ALARM', '16 OK', '31 ALARM', '36 OK']);
  });

  it('rings at the first level after hours without data, be it one that was told of before', async () => {
    let depth: number | undefined = 0;
    const sample = (atMs: number): MetricValue[] =>
      depth === undefined ? [] : [{ metric: metricNamed('Depth'), value: depth, atMs }];
    const metric = { id: 'depth', metric: metricNamed('Depth'), statistic: 'Maximum' };
    const growth = { queries: [metric, { id: 'growth', expression: 'DIFF(FILL(depth, 0))' }], watchedId: 'growth' };
    start({ ...growth, periodSeconds: 60, evaluationPeriods: 5, datapointsToAlarm: 1 }, sample);
    await passMinutes(10);
    depth = 2;
    await passMinutes(60);
    depth = undefined;
    await passMinutes(420);
    depth = 2;

    await passMinutes(600);

    expect(changes).toEqual(['1 OK', '11 ALARM', '16 OK', '421 ALARM', '426 OK']);
  });

  const heartbeat: Partial<AlarmDefinition> = {
    periodSeconds: 300,
    evaluationPeriods: 6,
    datapointsToAlarm: 6,
    comparison: 'LessThanThreshold',
    treatMissingData: 'breaching',
  };

  it('rings when something stops, as soon as the last of it is out of the range', async () => {
    start({ ...heartbeat, warmUpMinutes: 30 });
    for (let count = 0; count < 12; count += 1) {
      await passMinutes(5 * count + 1);
      put(1);
    }

    await passMinutes(240);

    expect(changes).toEqual(['27 OK', '97 ALARM']);
  });

  it('waits for the first data while it warms up, and no longer', async () => {
    start({ ...heartbeat, warmUpMinutes: 30 });

    await passMinutes(60);

    expect(changes).toEqual(['30 ALARM']);
  });

  it('rings at once without data where it has no time to warm up', async () => {
    start(heartbeat);

    await passMinutes(2);

    expect(changes).toEqual(['1 ALARM']);
  });

  it('looks at more than a day only at full hours', async () => {
    start({ ...heartbeat, periodSeconds: 3_600, evaluationPeriods: 26, datapointsToAlarm: 26, warmUpMinutes: 26 * 60 });
    await clock.runUntil(startMs + hourMs + minuteMs);
    put(1);

    await clock.runUntil(startMs + 40 * hourMs);

    expect(changes).toEqual([`${26 * 60} OK`, `${30 * 60} ALARM`]);
  });

  it('refuses what it would judge wrongly', () => {
    const percentile = { id: 'm1', metric: metricNamed('Duration'), statistic: 'p95' };

    expect(() => start({ queries: [percentile] })).toThrow(/p95/);
    expect(() => start({ queries: [{ id: 'm1', expression: 'ANOMALY_DETECTION_BAND(m2)' }] })).toThrow(RangeError);
    expect(() => start({ queries: [{ id: 'm1', expression: 'm2 + m2' }] })).toThrow(/m2/);
  });
});
