import { type AlarmStatus } from '@pulso/world/alarms';

import { type AlarmChange, alarmChangeOf, alarmText, rungLines } from './alarm-change';

const alarm = {
  name: 'errors',
  arn: 'arn:aws:cloudwatch:r:1:alarm:errors',
  description: 'It broke.',
  queries: [],
  watchedId: 'm1',
  periodSeconds: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 0,
  treatMissingData: 'notBreaching',
  warmUpMinutes: 0,
  alarmActions: [],
  okActions: [],
} as const;

const changeTo = (state: AlarmStatus['state'], before: AlarmStatus['state']) =>
  alarmChangeOf({ alarm, state, reason: 'because', sinceMs: 5 }, before);

describe('the change of an alarm', () => {
  it('is told when the alarm begins to ring and when that is over', () => {
    const told = { name: 'errors', description: 'It broke.', atMs: 5 };

    expect(changeTo('ALARM', 'OK')).toEqual({ ...told, state: 'ALARM' });
    expect(changeTo('ALARM', 'INSUFFICIENT_DATA')).toEqual({ ...told, state: 'ALARM' });
    expect(changeTo('OK', 'ALARM')).toEqual({ ...told, state: 'OK' });
  });

  it('is not told when the alarm has its first data, or none any more', () => {
    expect([changeTo('OK', 'INSUFFICIENT_DATA'), changeTo('INSUFFICIENT_DATA', 'ALARM')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['No full stop', 'ALARM errors: No full stop'],
    ['One line. And more.', 'ALARM errors: One line.'],
    ['', 'ALARM errors: '],
  ])('shows the first sentence of %j', (description, text) => {
    expect(alarmText({ name: 'errors', description, state: 'ALARM' })).toBe(text);
  });
});

describe('rungLines', () => {
  const change = (name: string, state: AlarmChange['state']): AlarmChange => ({
    name,
    description: '',
    state,
    atMs: 0,
  });

  it('says each alarm once, in the order in which they rang, with how often', () => {
    const changes = [change('a', 'ALARM'), change('b', 'ALARM'), change('a', 'OK'), change('a', 'ALARM')];

    expect(rungLines(changes)).toEqual(['ALARM a:  (2 times)', 'ALARM b: ']);
  });

  it('says nothing where none rang', () => {
    expect(rungLines([change('a', 'OK')])).toEqual([]);
  });
});
