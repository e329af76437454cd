import { conditionWords } from './alarm-handlers';

const metric = { namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: 'bot' } };
const alarm = {
  name: 'bot-errors',
  queries: [{ id: 'm1', metric, statistic: 'Sum' }],
  watchedId: 'm1',
  periodSeconds: 300,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  warmUpMinutes: 0,
  treatMissingData: 'notBreaching' as const,
};

describe('conditionWords', () => {
  it('says which metric, which threshold and how often', () => {
    expect(conditionWords(alarm)).toBe(
      'Rings when Sum of Errors (AWS/Lambda, FunctionName bot) is at least 1 in 2 of 3 periods of 5 min.',
    );
  });

  it('says what is calculated from which metrics, and that silence rings', () => {
    const growth = { id: 'growth', expression: 'DIFF(m1)' };

    const words = conditionWords({
      ...alarm,
      queries: [...alarm.queries, growth],
      watchedId: 'growth',
      comparison: 'LessThanThreshold',
      treatMissingData: 'breaching',
    });

    expect(words).toBe(
      'Rings when DIFF(m1), where m1 is Sum of Errors (AWS/Lambda, FunctionName bot), is below 1 in 2 of 3 periods of ' +
        '5 min. A missing value counts as one that rings.',
    );
  });
});
