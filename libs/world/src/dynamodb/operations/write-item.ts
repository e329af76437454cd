import { conditionalCheckFailed, validationException } from '../errors';
import { holds } from '../expressions/condition';
import { type Bound } from '../expressions/placeholders';
import { planWrite, type WritePlan } from '../expressions/plans';
import { type SizedItem, type Update, applyUpdate } from '../expressions/update';
import { type ItemKey, type KeySchema, keyOfItem, keyOfRequest } from '../items/key-schema';
import { StoredItem } from '../items/stored-item';
import { type Request } from '../requests';
import { type Table } from '../table';
import { type Item, bytesOfItem, maxItemBytes, refuseLostName } from '../values';

type PutRequest = Omit<Request<'PutItem'>, 'ReturnValues'>;
type UpdateRequest = Omit<Request<'UpdateItem'>, 'ReturnValues'>;
type DeleteRequest = Omit<Request<'DeleteItem'>, 'ReturnValues'>;

/** A write that is checked but not applied. */
export interface PreparedWrite {
  readonly table: Table;
  readonly key: ItemKey;
  /** The item in the table; undefined if there has never been one. */
  readonly stored: StoredItem | undefined;
  readonly isConditionMet: boolean;
  readonly returnsItemOnFailure: boolean;
  /**
   * @returns undefined: nothing to write: the write only removes, and no item exists.
   * @throws ValidationException: the item can't become what an update wants.
   * @see https://github.com/scylladb/scylladb/blob/master/test/alternator/test_item.py
   */
  change(): Change | undefined;
}

/** Without an item it is a deletion. */
export type Change = SizedItem | { readonly item: undefined; readonly bytes: 0 };

const noItem: Item = {};

/** @throws ValidationException */
export function preparePut(request: PutRequest, table: Table): PreparedWrite {
  const item = { ...request.Item };
  for (const name in item) refuseLostName(name);
  const bytes = bytesOfItem(item);
  if (bytes > maxItemBytes) throw validationException('Item size has exceeded the maximum allowed size');
  const { plan, bound } = planWrite(request);
  const key = keyOfItem(table.items.schema, item);
  for (const index of table.indexes) index.check(item);
  return { ...checked(request, table, key, plan, bound), change: () => ({ item, bytes }) };
}

/** @throws ValidationException */
export function prepareUpdate(request: UpdateRequest, table: Table): PreparedWrite {
  const { plan, bound } = planWrite(request);
  const { update } = plan;
  const key = keyOfRequest(table.items.schema, request.Key);
  if (update) refuseKeys(update, bound, table.items.schema);
  const write = checked(request, table, key, plan, bound);
  return {
    ...write,
    change: () => {
      const { item: old, bytes: oldBytes } = write.stored?.newest ?? {};
      if (!old && update?.onlyTakesAway) return undefined;
      const base = { item: old ?? request.Key, bytes: old && oldBytes ? oldBytes : bytesOfItem(request.Key) };
      const changed = update ? applyUpdate(update, base, old ?? noItem, bound) : base;
      if (changed.bytes > maxItemBytes) {
        throw validationException('Item size to update has exceeded the maximum allowed size');
      }
      for (const index of table.indexes) index.check(changed.item);
      return changed;
    },
  };
}

/** @throws ValidationException */
export function prepareDelete(request: DeleteRequest, table: Table): PreparedWrite {
  const { plan, bound } = planWrite(request);
  const key = keyOfRequest(table.items.schema, request.Key);
  const write = checked(request, table, key, plan, bound);
  return { ...write, change: () => (write.stored?.newest.item ? { item: undefined, bytes: 0 } : undefined) };
}

function checked(
  request: Pick<PutRequest, 'ReturnValuesOnConditionCheckFailure'>,
  table: Table,
  key: ItemKey,
  { condition }: WritePlan,
  bound: Bound,
): Omit<PreparedWrite, 'change'> {
  const stored = table.items.get(key);
  return {
    table,
    key,
    stored,
    isConditionMet: !condition || holds(condition, stored?.newest.item ?? noItem, bound),
    returnsItemOnFailure: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  };
}

function refuseKeys({ actions }: Update, { names }: Bound, { partitionKey, sortKey }: KeySchema): void {
  for (const { nameSlot } of actions) {
    const name = names[nameSlot];
    if (name !== partitionKey.name && name !== sortKey?.name) continue;
    throw validationException(
      `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
    );
  }
}

export interface WriteTime {
  readonly clock: { nowMs(): number };
  /**
   * Called once for every written item: how long indexes and eventually consistent reads lack it, ms; 0 or absent: not
   * at all.
   */
  readonly replicaLagMs?: () => number;
}

/** Applies a write if its condition was met. @throws ConditionalCheckFailedException, ValidationException. */
export function writeItem(
  write: PreparedWrite,
  time: WriteTime,
  returnValues: 'ALL_NEW' | 'ALL_OLD' | 'NONE' = 'NONE',
): { readonly Attributes?: Item } {
  if (!write.isConditionMet) throw conditionalCheckFailed(itemOnFailure(write));
  const change = write.change();
  const before = write.stored?.newest.item;
  applyChange(write, change, time);
  const item = returnValues === 'ALL_OLD' ? before : change?.item;
  return item && returnValues !== 'NONE' ? { Attributes: { ...item } } : {};
}

export function applyChange(
  { table: { items, indexes }, key, stored: known }: PreparedWrite,
  change: Change | undefined,
  { clock, replicaLagMs }: WriteTime,
): void {
  if (!change) return;
  const lagMs = replicaLagMs?.() ?? 0;
  const stored = known ?? new StoredItem(key);
  if (!known) items.rows.insert(stored);
  stored.write(change.item, change.bytes, clock.nowMs(), lagMs);
  for (const index of indexes) index.follow(stored);
  if (!change.item && lagMs === 0) items.rows.remove(stored);
}

/** @returns A copy of the item in the way, for a request that asked for it. */
export const itemOnFailure = ({ stored, returnsItemOnFailure }: PreparedWrite): Item | undefined => {
  const item = returnsItemOnFailure ? stored?.newest.item : undefined;
  return item && { ...item };
};
