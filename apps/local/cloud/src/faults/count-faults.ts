import { type FaultKind } from '@pulso/local/fault-plans';

import { type InjectedFault } from './inject-faults';

/** How many faults of each kind were injected; kinds without any are absent. */
export type FaultCounts = Readonly<Partial<Record<FaultKind, number>>>;

export function countFaults(faults: readonly Pick<InjectedFault, 'kind'>[]): FaultCounts {
  const counts: Partial<Record<FaultKind, number>> = {};
  for (const { kind } of faults) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/**
 * Says in one line what was injected.
 *
 * @example
 * faultLine({ duplicate: 2, kill: 1 }, 7); // 'Faults injected with seed 7: 3 (duplicate 2, kill 1).'
 */
export function faultLine(counts: FaultCounts, seed: number): string {
  const kinds = Object.entries(counts);
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const list = kinds.map(([kind, count]) => `${kind} ${count}`).join(', ');
  return `Faults injected with seed ${seed}: ${total}${list === '' ? '' : ` (${list})`}.`;
}
