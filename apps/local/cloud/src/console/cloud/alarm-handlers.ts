import { type Handlers } from '@pulso/local/console-api';

import { type LocalCloud } from '../../cloud/local-cloud';
import { conditionWords } from './alarm-words';

/** So many changes are shown. */
const shownChangeCount = 50;

/** @returns What shows alarms. */
export const createAlarmHandlers = ({
  alarms,
  alarmChanges,
  alarmDataPoints,
}: Pick<LocalCloud, 'alarmChanges' | 'alarmDataPoints' | 'alarms'>): Handlers<'cloud.alarms'> => ({
  'cloud.alarms': () => ({
    alarms: alarms().map(({ alarm, state, reason, sinceMs }) => ({
      ...{ name: alarm.name, state, reason, sinceMs, description: alarm.description },
      condition: conditionWords(alarm),
      dataPoints: alarmDataPoints(alarm.name).map((value) => value ?? null),
      periodMs: alarm.periodSeconds * 1_000,
    })),
    changes: alarmChanges.slice(-shownChangeCount).reverse(),
  }),
});
