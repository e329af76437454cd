import { type FaultKind } from '@pulso/world/faults';

import { type FaultHooks, type InjectedFault, type PlannedFaults, createFaultHooks } from './inject-faults';

/** The hooks of a plan that can be replaced while the services ask them. */
export interface SwitchableFaults {
  /** For the services: always the same object. */
  readonly hooks: FaultHooks;
  /** @returns The plan that holds now; undefined: nothing is made to go wrong. */
  planned(): PlannedFaults | undefined;
  /** From the next question on another plan holds. Its draws begin anew, also with the plan and the seed of before. */
  plan(planned: PlannedFaults | undefined): void;
}

/**
 * Asks the plan of the moment. Without one every answer is that nothing goes wrong.
 *
 * @param first - The plan at the start; undefined: none.
 * @param onInjected - Told each fault as it is decided on.
 * @param stage - Whose resources are meant.
 */
export function createSwitchableFaults(
  first: PlannedFaults | undefined,
  onInjected: (fault: Omit<InjectedFault, 'atMs'>) => void,
  stage: string,
): SwitchableFaults {
  let planned: PlannedFaults | undefined;
  let current: FaultHooks | undefined;
  const plan = (next: PlannedFaults | undefined): void => {
    planned = next;
    current = next && createFaultHooks(next, onInjected, stage);
  };
  plan(first);
  return {
    hooks: {
      forCall: (call) => current?.forCall(call),
      forMessage: (queueName, message) => current?.forMessage(queueName, message),
      forRecord: () => current?.forRecord(),
      forInvocation: (functionName, requestId) => current?.forInvocation(functionName, requestId),
      forBotApi: (method, requestId) => current?.forBotApi(method, requestId),
    },
    planned: () => planned,
    plan,
  };
}

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
