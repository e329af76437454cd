import { type HistoryEntry } from '../ports';

/** Windows of one length, the last of which ends at `endMs`. */
export interface WindowRow {
  readonly endMs: number;
  readonly lengthMs: number;
  /** From the end of one to that of the next. */
  readonly stepMs: number;
  readonly count: number;
  /** How far the end of an entry's window may be from the end of the window that it stands for. */
  readonly toleranceMs: number;
}

/** What may be between two windows that are a day apart: the hour of a DST day, or a schedule that has been moved. */
export const quarterOf = (lengthMs: number): number => lengthMs / 4;

/**
 * Finds the entry for each window of a row.
 *
 * An entry stands for one window at most, that whose end is next to its own; where two stand for the same, the nearer one
 * does, of equally near ones the later. Entries of windows that are longer or shorter by more than a quarter stand for
 * none.
 *
 * @param entries - In any order, any of them several times.
 * @returns As many as `count`, oldest first; undefined: a gap.
 */
export function alignWindows(entries: readonly HistoryEntry[], row: WindowRow): (HistoryEntry | undefined)[] {
  const { endMs, lengthMs, stepMs, count, toleranceMs } = row;
  const aligned = Array.from<HistoryEntry | undefined>({ length: count });
  const farFrom = ({ windowEndMs }: HistoryEntry, slot: number) => Math.abs(endMs - slot * stepMs - windowEndMs);
  const nearestFirst = entries
    .filter(({ windowStartMs, windowEndMs }) => isNear(windowEndMs - windowStartMs, lengthMs))
    .map((entry) => ({ entry, slot: Math.round((endMs - entry.windowEndMs) / stepMs) }))
    .filter(({ entry, slot }) => slot >= 0 && slot < count && farFrom(entry, slot) <= toleranceMs)
    .sort((a, b) => farFrom(a.entry, a.slot) - farFrom(b.entry, b.slot) || b.entry.windowEndMs - a.entry.windowEndMs);
  for (const { entry, slot } of nearestFirst) aligned[count - 1 - slot] ??= entry;
  return aligned;
}

const isNear = (lengthMs: number, wantedMs: number): boolean => Math.abs(lengthMs - wantedMs) <= quarterOf(wantedMs);
