import { type AccessControl } from '@pulso/local/gateway';
import { type AlarmSummary, type FaultState, type Handlers } from '@pulso/local/console-api';
import { FaultPlanError, describeFault, formatFaultPlan, parseFaultPlan } from '@pulso/world/faults';

import { type LocalCloud } from '../../cloud/local-cloud';
import { type InjectedFault } from '../../faults/inject-faults';
import { refusing } from '../refuse';

interface HealthCloud extends Pick<LocalCloud, 'faultPlan' | 'injected'> {
  readonly access: Pick<AccessControl, 'denials'> | undefined;
  readonly alarms: () => readonly (Pick<AlarmSummary, 'reason' | 'sinceMs' | 'state'> & {
    readonly alarm: Pick<AlarmSummary, 'description' | 'name'>;
  })[];
}

/** @returns What shows alarms, refused calls and faults, and switches faults. */
export function createHealthHandlers(
  { access, alarms, faultPlan, injected }: HealthCloud,
  tellOverview: () => void,
): Handlers<'cloud.health' | 'cloud.plan-faults'> {
  let countedFrom = 0;
  const faults = (): FaultState => {
    const { rules } = faultPlan.planned()?.plan ?? { rules: [] };
    return {
      rules: rules.map((rule) => ({
        rule: formatFaultPlan({ rules: [rule] }),
        does: describeFault(rule.kind).does,
      })),
      struck: countStrikes(injected.slice(countedFrom)),
    };
  };
  return {
    'cloud.health': () => ({
      alarms: alarms()
        .map(({ alarm, state, reason, sinceMs }) => {
          return { name: alarm.name, state, reason, sinceMs, description: alarm.description };
        })
        .sort((left, right) => Number(right.state === 'ALARM') - Number(left.state === 'ALARM')),
      refusals: (access?.denials() ?? []).map(({ message, count }) => ({ message, count })),
      faults: faults(),
    }),
    'cloud.plan-faults': ({ spec }) => {
      const plan = refusing(FaultPlanError, () => parseFaultPlan(spec, 'local-cloud'));
      faultPlan.plan(plan.rules.length === 0 ? undefined : { plan, seed: faultPlan.planned()?.seed ?? 1 });
      countedFrom = injected.length;
      tellOverview();
      return faults();
    },
  };
}

/** @returns How often each kind has struck each target, most first. */
function countStrikes(faults: readonly Pick<InjectedFault, 'kind' | 'target'>[]): FaultState['struck'] {
  const counts = new Map<string, FaultState['struck'][number]>();
  for (const { kind, target } of faults) {
    const key = `${kind}:${target}`;
    counts.set(key, { kind, target, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((left, right) => right.count - left.count);
}
