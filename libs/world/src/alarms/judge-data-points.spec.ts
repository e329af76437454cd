import * as fc from 'fast-check';

import { type AlarmState, evaluationRangeOf, judgeDataPoints } from './judge-data-points';

type Treatment = 'breaching' | 'ignore' | 'missing' | 'notBreaching';

const treatments: readonly Treatment[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

const rule = (datapointsToAlarm: number, treatMissingData: Treatment, evaluationPeriods = 3) => ({
  comparison: 'GreaterThanThreshold',
  threshold: 5,
  evaluationPeriods,
  datapointsToAlarm,
  treatMissingData,
});

/** As the documentation writes them: X breaches, 0 does not, - is missing; the newest is on the right. */
const pointsOf = (text: string): (number | undefined)[] =>
  text.split(' ').map((point) => ({ X: 6, '0': 5, '-': undefined })[point]);

const judgeAll = (text: string, datapointsToAlarm: number, before: AlarmState): AlarmState[] =>
  treatments.map((treatment) => judgeDataPoints(pointsOf(text), rule(datapointsToAlarm, treatment), before));

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
describe("an alarm judges missing data as in the documentation's tables, retaining what it does not change:", () => {
  const [alarm, ok, none] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;
  const retained = 'retained';

  it.each([
    ['0 - X - X', 3, [ok, ok, ok, ok]],
    ['0 - - - -', 3, [ok, ok, ok, ok]],
    ['- - - - -', 3, [none, retained, alarm, ok]],
    ['0 X X - X', 3, [alarm, alarm, alarm, alarm]],
    ['- - X - -', 3, [alarm, retained, alarm, ok]],
    ['0 - X - X', 2, [alarm, alarm, alarm, alarm]],
    ['0 0 X 0 X', 2, [alarm, alarm, alarm, alarm]],
    ['0 - X - -', 2, [ok, ok, alarm, ok]],
    ['- - - - 0', 2, [ok, ok, alarm, ok]],
    ['- - - X -', 2, [alarm, retained, alarm, ok]],
  ])('%s, %i to alarm', (text, datapointsToAlarm, expected) => {
    for (const before of [alarm, ok, none]) {
      const states = expected.map((state) => (state === retained ? before : state));

      expect(judgeAll(text, datapointsToAlarm, before)).toEqual(states);
    }
  });

  it.each(['- - - - X', '- - - X -'])('%s does not ring before time where three must breach', (text) => {
    expect(judgeAll(text, 3, ok).slice(0, 2)).toEqual([ok, ok]);
  });
});

describe('judgeDataPoints', () => {
  const points = fc
    .array(fc.constantFrom('X', '0', '-'), { minLength: 5, maxLength: 5 })
    .map((parts) => parts.join(' '));
  const toAlarm = fc.integer({ min: 1, max: 3 });
  const states = fc.constantFrom<AlarmState>('ALARM', 'OK', 'INSUFFICIENT_DATA');

  it('ignores how missing data is treated where there is enough real data', () => {
    fc.assert(
      fc.property(points, toAlarm, states, (text, count, before) => {
        fc.pre(text.replace(/[- ]/g, '').length >= 3);

        expect(new Set(judgeAll(text, count, before)).size).toBe(1);
      }),
    );
  });

  it('never rings sooner where missing data is good than where it is bad', () => {
    fc.assert(
      fc.property(points, toAlarm, states, (text, count, before) => {
        const [, , bad, good] = judgeAll(text, count, before);

        expect(good === 'ALARM' && bad !== 'ALARM').toBe(false);
      }),
    );
  });

  it('does not ring without a breaching data point unless missing data is bad', () => {
    fc.assert(
      fc.property(points, toAlarm, (text, count) => {
        const [missing, ignored, , good] = judgeAll(text.replaceAll('X', '0'), count, 'OK');

        expect([missing, ignored, good]).not.toContain('ALARM');
      }),
    );
  });

  it.each([
    ['GreaterThanThreshold', [false, false, true]],
    ['GreaterThanOrEqualToThreshold', [false, true, true]],
    ['LessThanThreshold', [true, false, false]],
    ['LessThanOrEqualToThreshold', [true, true, false]],
  ])('compares by %s', (comparison, rings) => {
    const one = { ...rule(1, 'missing', 1), comparison };

    expect([4, 5, 6].map((value) => judgeDataPoints([value], one, 'OK') === 'ALARM')).toEqual(rings);
  });

  it('looks at two data points more than it needs', () => {
    expect(evaluationRangeOf({ evaluationPeriods: 3 })).toBe(5);
  });
});
