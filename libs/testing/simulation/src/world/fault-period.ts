import { type Draws } from '../kernel/draws';

/** When the faults of a world strike, epoch ms: `[fromMs, toMs)`. */
export interface FaultPeriod {
  readonly fromMs: number;
  readonly toMs: number;
}

/** So long before the last sweep of a world nothing goes wrong any more: what is owed then must come. */
const quietMs = 2 * 3_600_000;

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

/** A world's beginning and the time of its last sweep, epoch ms; `Infinity`: its faults have no end. */
interface WorldTimes {
  readonly startMs: number;
  readonly lastSweepMs: number;
}

/**
 * Draws when a fault that stays begins: with the world, which is before anything is asked for, or in the middle of a run.
 * Others strike whenever they may, until shortly before the last sweep.
 *
 * @param lastingMs - How long it stays; Infinity: for ever; absent: the faults of this world come and go.
 */
export function drawPeriod(
  draws: Draws,
  { startMs, lastSweepMs }: WorldTimes,
  lastingMs: number | undefined,
): FaultPeriod {
  if (lastingMs === undefined) return { fromMs: -Infinity, toMs: lastSweepMs - quietMs };
  const draw = draws.of('fault period');
  const fromMs = startMs + draw.between(...draw.pick(beginningsMs));
  return { fromMs, toMs: fromMs + lastingMs };
}

export const isWithin = ({ fromMs, toMs }: FaultPeriod, atMs: number): boolean => atMs >= fromMs && atMs < toMs;
