import { type WorldOptions } from '../world/world-options';
import { runWorlds } from '../world/run-worlds';
import { type ObservedEnding } from './observe-ending';
import { type StandingFault, standingFaults } from './standing-faults';
import { type StandingPromise, promiseOf } from './standing-promise';
import { standingWorld } from './standing-worlds';

/** Questions of each report: enough for a partial one. */
export const standingQueryCount = 3;

/** A world in which a fault stays, and what came of it. */
export interface StandingResult {
  readonly fault: StandingFault;
  readonly seed: number;
  readonly ending: ObservedEnding;
  /** Promises that no fault excuses. */
  readonly violations: readonly string[];
}

/**
 * Runs worlds with one fault that stays each.
 *
 * @param seeds - For each fault.
 */
export async function runStanding(
  faults: readonly StandingFault[],
  seeds: readonly number[],
  onResult: (result: StandingResult) => void,
): Promise<void> {
  const known = new Map<WorldOptions, StandingFault>();
  await runWorlds(
    (index) => {
      const fault = faults[Math.floor(index / seeds.length)];
      const seed = seeds[index % seeds.length];
      if (!fault || seed === undefined) return undefined;
      const options = standingWorld(fault, seed, standingQueryCount);
      known.set(options, fault);
      return options;
    },
    ({ options, seed, ending, violations }) => {
      const fault = known.get(options);
      known.delete(options);
      if (!fault || !ending) return;
      onResult({ fault, seed, ending, violations: violations.map(({ rule, message }) => `${rule}: ${message}`) });
    },
  );
}

/** Draws up what holds under each fault in many worlds, in the order of the faults. */
export async function measurePromises(
  seeds: readonly number[],
  faults: readonly StandingFault[] = standingFaults,
): Promise<readonly StandingPromise[]> {
  const endings = new Map<StandingFault, ObservedEnding[]>(faults.map((fault) => [fault, []]));
  await runStanding(faults, seeds, ({ fault, ending }) => void endings.get(fault)?.push(ending));
  return faults.map((fault) => promiseOf(fault.spec, fault.length, endings.get(fault) ?? []));
}
