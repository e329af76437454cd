import { type Draws } from '../kernel/draws';

/** When the faults of a world strike, epoch ms: `[fromMs, toMs)`. */
export interface FaultPeriod {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Faults strike whenever they may. */
export const always: FaultPeriod = { fromMs: -Infinity, toMs: Infinity };

/** A fault that begins later than this after the start of a world finds the first run delivered. */
const latestBeginningMs = 30 * 60_000;

/**
 * Draws when a fault that stays begins: with the world, which is before anything is asked for, or in the middle of a run.
 *
 * @param lastingMs - How long it stays; Infinity: for ever; absent: the faults of this world come and go.
 */
export function drawPeriod(draws: Draws, startMs: number, lastingMs: number | undefined): FaultPeriod {
  if (lastingMs === undefined) return always;
  const draw = draws.of('fault period');
  const fromMs = startMs + (draw.chance(0.5) ? 0 : draw.between(0, latestBeginningMs));
  return { fromMs, toMs: fromMs + lastingMs };
}

export const isWithin = ({ fromMs, toMs }: FaultPeriod, atMs: number): boolean => atMs >= fromMs && atMs < toMs;
