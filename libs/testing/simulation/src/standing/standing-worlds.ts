import { parseFaultPlan } from '@pulso/local/fault-plans';

import { type Features } from '../world/features';
import { type WorldOptions } from '../world/world-options';
import { type StandingFault, lengthsMs, standingFaults } from './standing-faults';

/** Two days with everything that a fault can strike. */
const rich: Partial<Features> = { windowCount: 2, posts: ['email:owners', 'webhook:owners'], hasChart: true };

/** @returns A world with one fault that stays. Every other one has all kinds of destinations, the others what they draw. */
export const standingWorld = ({ spec, length }: StandingFault, seed: number, queryCount: number): WorldOptions => ({
  seed,
  queryCount,
  faults: parseFaultPlan(spec, 'simulation'),
  lastingMs: lengthsMs[length],
  ...(seed % 2 === 0 ? { features: rich } : {}),
});

/** @returns The fault of a seed: neighbours have different ones, and the next round of seeds has all of them again. */
export function standingFaultOf(seed: number): StandingFault {
  const fault = standingFaults[seed % standingFaults.length];
  if (!fault) throw new RangeError(`No fault stays in world ${seed}.`);
  return fault;
}
