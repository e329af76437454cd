import { type FaultState } from '@pulso/console-api';

import { type InjectedFault } from '../../faults/inject-faults';

/** @returns How often each kind has struck each target, most first. */
export function countStrikes(faults: readonly Pick<InjectedFault, 'kind' | 'target'>[]): FaultState['struck'] {
  const counts = new Map<string, FaultState['struck'][number]>();
  for (const { kind, target } of faults) {
    const key = `${kind}:${target}`;
    counts.set(key, { kind, target, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((left, right) => right.count - left.count);
}
