import { conditionalCheckFailed } from '../errors';
import { type ReturnValues } from '../requests/requests';
import { type Item } from '../values/attribute-values';
import { writeUnitsOf } from '../values/sizes';
import { type OperationUsage } from '../usage';
import { type PreparedWrite, type WriteTarget } from './prepare-write';

export interface WriteContext extends WriteTarget {
  readonly nowMs: number;
  readonly replicaLagMs: (() => number) | undefined;
}

export interface WriteOutput {
  readonly Attributes?: Item;
}

const nothing: WriteOutput = Object.freeze({});

/** Applies a write if its condition was met. @throws ConditionalCheckFailedException, ValidationException. */
export function writeItem(
  write: PreparedWrite,
  context: WriteContext,
  usage: OperationUsage,
  returnValues: ReturnValues = 'NONE',
): WriteOutput {
  if (!write.isConditionMet) {
    usage.refusedCalls += 1;
    usage.writeUnits += refusalUnitsOf(write);
    throw conditionalCheckFailed(itemOnFailure(write));
  }
  const change = write.change();
  const before = write.stored?.newest.item;
  usage.writeUnits += applyChange(write, change, context);
  if (returnValues === 'NONE') return nothing;
  const item = returnValues === 'ALL_OLD' ? before : change?.item;
  return item ? { Attributes: { ...item } } : nothing;
}

/** @returns The write units that it took outside of a transaction, those of the indexes included. */
export function applyChange(
  { key, stored: existing }: PreparedWrite,
  change: ReturnType<PreparedWrite['change']>,
  { items, indexes, nowMs, replicaLagMs }: WriteContext,
): number {
  if (!change) return writeUnitsOf(0);
  const { item, bytes } = change;
  const stored = existing ?? items.create(key);
  const before = stored.newest;
  const lagMs = replicaLagMs?.() ?? 0;
  stored.write(item, bytes, nowMs, lagMs);
  let units = writeUnitsOf(Math.max(before.bytes, bytes));
  for (const index of indexes) units += index.follow(stored, before.item);
  if (!item && lagMs === 0) items.delete(stored);
  return units;
}

/** A condition that is not met costs what the item in the way weighs. */
export const refusalUnitsOf = ({ stored }: PreparedWrite): number => writeUnitsOf(stored?.newest.bytes ?? 0);

/** @returns A copy of the item in the way, for a request that asked for it. */
export const itemOnFailure = ({ stored, returnsItemOnFailure }: PreparedWrite): Item | undefined => {
  const item = returnsItemOnFailure ? stored?.newest.item : undefined;
  return item && { ...item };
};
