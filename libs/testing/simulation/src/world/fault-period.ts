import { type Draws } from '../kernel/draws';

/** When the faults of a world strike, epoch ms: `[fromMs, toMs)`. */
export interface FaultPeriod {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Faults strike whenever they may. */
export const always: FaultPeriod = { fromMs: -Infinity, toMs: Infinity };

/**
 * When a fault that stays begins, after the start of a world, ms: with it, or while a run is under way that a chat, an
 * operator or the schedule has asked for.
 */
const beginningsMs: readonly (readonly [from: number, to: number])[] = [
  [0, 0],
  [0, 0],
  [0, 20_000],
  [15 * 60_000, 16 * 60_000 + 20_000],
];

/**
 * Draws when a fault that stays begins: with the world, which is before anything is asked for, or in the middle of a run.
 *
 * @param lastingMs - How long it stays; Infinity: for ever; absent: the faults of this world come and go.
 */
export function drawPeriod(draws: Draws, startMs: number, lastingMs: number | undefined): FaultPeriod {
  if (lastingMs === undefined) return always;
  const draw = draws.of('fault period');
  const fromMs = startMs + draw.between(...draw.pick(beginningsMs));
  return { fromMs, toMs: fromMs + lastingMs };
}

export const isWithin = ({ fromMs, toMs }: FaultPeriod, atMs: number): boolean => atMs >= fromMs && atMs < toMs;
