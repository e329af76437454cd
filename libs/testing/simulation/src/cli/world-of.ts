import { standingFaultOf, standingWorld } from '../standing/standing-worlds';
import { type WorldOptions } from '../world/world-options';
import { type WorkerSettings } from './worker-messages';

/** @returns The world of a seed, as the command line asks for it. */
export const worldOf = ({ queryCount, faults, lastingMs, isStanding }: WorkerSettings, seed: number): WorldOptions =>
  isStanding ? standingWorld(standingFaultOf(seed), seed, queryCount) : { seed, queryCount, faults, lastingMs };
