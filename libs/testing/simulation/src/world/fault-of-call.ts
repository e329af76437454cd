import { type SeededRandom } from '@pulso/local/seeded-random';

import { type FaultChance, type FaultOfCall, drawFault } from '../lambda/call-faults';
import { type Operation } from '../lambda/operation';
import { type World } from './world';

interface Chances {
  readonly chances: readonly FaultChance[];
  readonly draw: SeededRandom;
}

/** Decides about every call of a world: what its script says, otherwise what its fault plan draws. */
export function createFaultOfCall({ kernel, mix, options }: Pick<World, 'kernel' | 'mix' | 'options'>): FaultOfCall {
  const byFunction = new Map<string, Map<Operation, Chances>>();
  return (operation, functionName, index) => {
    const scripted = options.script?.get(index);
    if (scripted) return scripted;
    if (!mix.isOn()) return undefined;
    let byOperation = byFunction.get(functionName);
    if (!byOperation) byFunction.set(functionName, (byOperation = new Map()));
    let known = byOperation.get(operation);
    if (!known) {
      const draw = kernel.draws.of(`fault/${functionName}/${operation.target}`);
      byOperation.set(operation, (known = { chances: mix.ofCall(operation, functionName), draw }));
    }
    return known.chances.length === 0 ? undefined : drawFault(known.chances, known.draw);
  };
}
