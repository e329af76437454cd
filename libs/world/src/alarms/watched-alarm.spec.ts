import { minuteMs } from '@pulso/kit/time';
import { type AlarmDefinition, type MetricName } from '../stacks';
import { createMetricStore } from './metric-store';
import { type AlarmRule, judgeDataPoints, WatchedAlarm } from './watched-alarm';

const rule = (datapointsToAlarm: number, treatMissingData: AlarmRule['treatMissingData'], evaluationPeriods = 3) => ({
  comparison: 'GreaterThanOrEqualToThreshold' as const,
  ...{ threshold: 6, evaluationPeriods, datapointsToAlarm, treatMissingData },
});

/** As the documentation writes them: X breaches, 0 does not, - is missing; the newest is on the right. */
const pointsOf = (text: string): (number | undefined)[] =>
  text.split(' ').map((point) => ({ X: 6, '0': 5, '-': undefined })[point]);

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
describe("an alarm judges missing data as in the documentation's tables, as breaching and as not breaching:", () => {
  it.each([
    ['0 - X - X', 3, ['OK', 'OK']],
    ['0 - - - -', 3, ['OK', 'OK']],
    ['- - - - -', 3, ['ALARM', 'OK']],
    ['0 X X - X', 3, ['ALARM', 'ALARM']],
    ['- - X - -', 3, ['ALARM', 'OK']],
    ['0 - X - X', 2, ['ALARM', 'ALARM']],
    ['0 0 X 0 X', 2, ['ALARM', 'ALARM']],
    ['0 - X - -', 2, ['ALARM', 'OK']],
    ['- - - X -', 2, ['ALARM', 'OK']],
  ])('%s, %i to alarm', (text, datapointsToAlarm, expected) => {
    const treatments = ['breaching', 'notBreaching'] as const;

    expect(treatments.map((each) => judgeDataPoints(pointsOf(text), rule(datapointsToAlarm, each)))).toEqual(expected);
  });

  it('and a value below a threshold', () => {
    const low = { ...rule(1, 'notBreaching', 1), comparison: 'LessThanThreshold' as const };

    expect([5, 6].map((value) => judgeDataPoints([value], low))).toEqual(['ALARM', 'OK']);
  });
});

const metric: MetricName = { namespace: 'Test', name: 'Errors', dimensions: {} };

const definition = (overrides: Partial<AlarmDefinition>) => ({
  ...rule(1, 'notBreaching', 1),
  ...{ name: 'errors', watchedId: 'm1', periodSeconds: 60, threshold: 1 },
  queries: [{ id: 'm1', metric, statistic: 'Sum' }],
  ...overrides,
});

/** Judges an alarm at the end of each of so many minutes. @returns What it changed to, with the minute. */
function changesOf(overrides: Partial<AlarmDefinition>, values: Readonly<Record<number, number>>, minuteCount = 30) {
  const store = createMetricStore();
  const alarm = new WatchedAlarm(definition(overrides), store, { warmUpMinutes: overrides.warmUpMinutes ?? 0 });
  const changes: string[] = [];
  for (let minute = 1; minute <= minuteCount; minute += 1) {
    const value = values[minute];
    if (value !== undefined) store.put({ metric, value, atMs: minute * minuteMs - 1 });
    if (alarm.judge(minute * minuteMs) !== alarm.status.state) changes.push(`${minute} ${alarm.status.state}`);
  }
  return changes;
}

describe('a watched alarm', () => {
  it('rings at the end of the minute of the event, until that leaves its range', () => {
    expect(changesOf({ periodSeconds: 300 }, { 3: 1 })).toEqual(['1 OK', '3 ALARM', '18 OK']);
  });

  it('sums over a period that ends with any minute, and counts each minute once', () => {
    expect(changesOf({ periodSeconds: 300, threshold: 3 }, { 4: 1, 7: 2 }, 9)).toEqual(['1 OK', '7 ALARM', '9 OK']);
  });

  it('rings again when a level grows again, and not while it stays', () => {
    const growth = { id: 'growth', expression: 'DIFF(FILL(depth, 0) + FILL(depth, 0))' };
    const queries = [{ id: 'depth', metric, statistic: 'Maximum' }, growth];
    const levels = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [index + 1, index < 10 ? 0 : 1]));
    const alarm = { queries, watchedId: 'growth', evaluationPeriods: 5, datapointsToAlarm: 1 };

    expect(changesOf(alarm, { ...levels, 21: 2 })).toEqual(['1 OK', '11 ALARM', '16 OK', '21 ALARM', '26 OK']);
  });

  const heartbeat: Partial<AlarmDefinition> = {
    ...{ periodSeconds: 300, evaluationPeriods: 6, datapointsToAlarm: 6 },
    ...{ comparison: 'LessThanThreshold', treatMissingData: 'breaching', warmUpMinutes: 30 },
  };

  it('rings when something stops, as soon as its last value leaves the range', () => {
    const beats = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [5 * index + 2, 1]));

    expect(changesOf(heartbeat, beats, 240)).toEqual(['27 OK', '97 ALARM']);
  });

  it('waits for the first data while it warms up, and no longer', () => {
    expect(changesOf(heartbeat, {}, 60)).toEqual(['30 ALARM']);
    expect(changesOf({ ...heartbeat, warmUpMinutes: 0 }, {}, 2)).toEqual(['1 ALARM']);
  });

  it.each(['RATE(m1)', 'm1 - m1', 'FILL(m1, REPEAT)', 'm1 m1', '', 'DIFF(m1', 'm2 + m1', 'p95'])(
    'refuses an expression that it would misjudge, such as %j',
    (expression) => {
      const percentile = { id: 'm1', metric, statistic: 'p95' };
      const query = expression === 'p95' ? percentile : { id: 'e', expression };
      const queries = [{ id: 'm1', metric, statistic: 'Sum' }, query];

      expect(() => changesOf({ queries, watchedId: query.id }, {})).toThrow(RangeError);
    },
  );
});
