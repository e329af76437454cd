import { resourceName } from '@pulso/contracts/envelope';
import { type ReportDefinition } from '@pulso/domain/reports';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { countOf } from '../describe-age';
import { expectedAlarms } from '../expected-alarms';
import { type Judgement, failed, ok, warning } from '../finding';
import { type AlarmState } from '../watching';

/** Whether all alarms are there, which are on, and whether each would tell of it. */
export const alarmsCheck: Check<readonly AlarmState[]> = {
  area: 'alarms',
  read: ({ ports, stage }) => ports.readAlarms(resourceName(stage, '')),
  judge: (alarms, { stage, catalogue }) => {
    if (alarms.length === 0) return [failed('there are no alarms of this stage', deployAgain(stage))];
    const on = alarms.filter(({ state }) => state === 'ALARM');
    const mute = alarms.filter(({ hasActions }) => !hasActions);
    const short = (name: string): string => name.replace(resourceName(stage, ''), '');
    const missing = missingAlarms(new Set(alarms.map(({ name }) => short(name))), { stage, catalogue });
    return [
      ...missing,
      ...(on.length > 0 ? [] : [ok(`none of ${alarms.length} is on`)]),
      ...on.map(({ name, reason }): Judgement =>
        failed(`${short(name)} is on: ${reason}`, `docs/operations.md says what to do about ${short(name)}`),
      ),
      ...(mute.length === 0 ? [] : [warning(muteText(mute, short), deployAgain(stage))]),
    ];
  },
};

/** @returns One for each stack that lacks some. */
function missingAlarms(
  found: ReadonlySet<string>,
  { stage, catalogue }: { readonly stage: string; readonly catalogue: readonly ReportDefinition[] },
): Judgement[] {
  const missing = expectedAlarms(catalogue).filter(({ baseName }) => !found.has(baseName));
  return [...Map.groupBy(missing, ({ stack }) => stack)].map(([stack, alarms]) => {
    const names = firstOf(alarms.map(({ baseName }) => baseName));
    return failed(`the stack ${stack} lacks ${countOf(alarms.length, 'alarm')}: ${names}`, deployAgain(stage, stack));
  });
}

const muteText = (mute: readonly AlarmState[], short: (name: string) => string): string =>
  `${mute.length} tell no person when they go off: ${firstOf(mute.map(({ name }) => short(name)))}`;

function firstOf(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  return `${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`;
}
