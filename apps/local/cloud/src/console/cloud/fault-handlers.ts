import { type FaultState, type Handlers } from '@pulso/local/console-api';
import {
  type FaultKind,
  FaultPlanError,
  describeFault,
  faultKinds,
  formatFaultPlan,
  parseFaultPlan,
  targetsOf,
} from '@pulso/local/fault-plans';

import { type LocalCloud } from '../../cloud/local-cloud';
import { refusing } from '../refuse';
import { type InjectedFault } from '../../faults/inject-faults';

const kinds: FaultState['kinds'] = (Object.keys(faultKinds) as FaultKind[])
  .filter((kind) => describeFault(kind).inLocalCloud)
  .map((kind) => ({ kind, does: describeFault(kind).does, targets: targetsOf(kind) }));

/** @returns What shows faults and switches them. */
export function createFaultHandlers(
  { faultPlan, injected }: Pick<LocalCloud, 'faultPlan' | 'injected'>,
  tellOverview: () => void,
): Handlers<'cloud.faults' | 'cloud.plan-faults'> {
  let countedFrom = 0;
  const state = (): FaultState => {
    const { plan, seed } = faultPlan.planned() ?? { plan: { rules: [] }, seed: 1 };
    return {
      rules: plan.rules.map((rule) => ({
        rule: formatFaultPlan({ rules: [rule] }),
        does: describeFault(rule.kind).does,
      })),
      seed,
      struck: countStrikes(injected.slice(countedFrom)),
      kinds,
    };
  };
  return {
    'cloud.faults': state,
    'cloud.plan-faults': ({ spec, seed }) => {
      const plan = refusing(FaultPlanError, () => parseFaultPlan(spec, 'local-cloud'));
      faultPlan.plan(plan.rules.length === 0 ? undefined : { plan, seed });
      countedFrom = injected.length;
      tellOverview();
      return state();
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
