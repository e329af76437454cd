import { conditionalCheckFailed } from './errors';
import { type Change, type PreparedWrite, type WriteTarget } from './prepare-write';
import { writeUnitsOf } from './sizes';
import { type OperationUsage } from './usage';

export interface WriteContext extends WriteTarget {
  readonly nowMs: number;
  readonly replicaLagMs: (() => number) | undefined;
}

/** Applies a write if its condition was met. @throws ConditionalCheckFailedException, ValidationException. */
export function writeItem(write: PreparedWrite, context: WriteContext, usage: OperationUsage): void {
  if (write.isConditionMet) {
    usage.writeUnits += applyChange(write, write.change(), context);
    return;
  }
  usage.refusedCalls += 1;
  usage.writeUnits += refusalUnitsOf(write);
  throw conditionalCheckFailed(itemOnFailure(write));
}

/** @returns The write units that it took outside of a transaction, those of the indexes included. */
export function applyChange(
  { key, stored: existing }: PreparedWrite,
  change: Change | undefined,
  { items, indexes, nowMs, replicaLagMs }: WriteContext,
): number {
  if (!change) return writeUnitsOf(0);
  const { item, bytes } = change;
  const stored = existing ?? items.create(key);
  const before = stored.newest;
  stored.write(item, bytes, nowMs, replicaLagMs?.() ?? 0);
  let units = writeUnitsOf(Math.max(before.bytes, bytes));
  for (const index of indexes) units += index.follow(stored, before.item);
  return units;
}

/** A condition that is not met costs what the item in the way weighs. */
export const refusalUnitsOf = ({ stored }: PreparedWrite): number => writeUnitsOf(stored?.newest.bytes ?? 0);

/** @returns A copy of the item in the way, for a request that asked for it. */
export const itemOnFailure = ({ stored, returnsItemOnFailure }: PreparedWrite) => {
  const item = returnsItemOnFailure ? stored?.newest.item : undefined;
  return item && { ...item };
};
