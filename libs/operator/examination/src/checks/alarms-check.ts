import { resourceName } from '@pulso/contracts/naming';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { type Judgement, failed, ok, warning } from '../finding';
import { type AlarmState } from '../watching';

/** Which alarms are on, and whether each would tell of it. */
export const alarmsCheck: Check<readonly AlarmState[]> = {
  area: 'alarms',
  read: ({ ports, stage }) => ports.readAlarms(resourceName(stage, '')),
  judge: (alarms, { stage }) => {
    if (alarms.length === 0) return [failed('there are no alarms of this stage', deployAgain(stage))];
    const on = alarms.filter(({ state }) => state === 'ALARM');
    const mute = alarms.filter(({ hasActions }) => !hasActions);
    const short = (name: string): string => name.replace(resourceName(stage, ''), '');
    return [
      ...(on.length > 0 ? [] : [ok(`none of ${alarms.length} is on`)]),
      ...on.map(({ name, reason }): Judgement =>
        failed(`${short(name)} is on: ${reason}`, `docs/operations.md says what to do about ${short(name)}`),
      ),
      ...(mute.length === 0 ? [] : [warning(muteText(mute, short), deployAgain(stage))]),
    ];
  },
};

function muteText(mute: readonly AlarmState[], short: (name: string) => string): string {
  const names = mute.slice(0, 3).map(({ name }) => short(name));
  const others = mute.length > names.length ? ` and ${mute.length - names.length} more` : '';
  return `${mute.length} tell no person when they go off: ${names.join(', ')}${others}`;
}
