import { type Item } from './attribute-values';
import { validationException } from './errors';
import { type ItemKey, keyOfItem, keyOfRequest } from './key-schema';
import { type Update } from './parse-update';
import { type Bound, refuseInheritedName } from './placeholders';
import { type PutRequest, type UpdateRequest } from './requests';
import { type SecondaryIndex } from './secondary-index';
import { bytesOfItem, bytesOfText, bytesOfValue, maxItemBytes } from './sizes';
import { type StoredItem } from './stored-item';
import { type TableItems } from './table-items';
import { planWrite } from './write-plan';

/** What a write needs to know of its table. */
export interface WriteTarget {
  readonly items: TableItems;
  readonly indexes: readonly SecondaryIndex[];
}

/** A write that has been checked and not been applied. */
export interface PreparedWrite {
  readonly key: ItemKey;
  /** The item as it lies in the table; undefined when there has never been one. */
  readonly stored: StoredItem | undefined;
  readonly isConditionMet: boolean;
  readonly returnsItemOnFailure: boolean;
  /**
   * @returns undefined: nothing is written, since the update only takes away, and there is no item.
   * @throws ValidationException: the item can't become what an update wants.
   * @see https://github.com/scylladb/scylladb/blob/master/test/alternator/test_item.py
   */
  change(): Change | undefined;
}

export interface Change {
  readonly item: Item;
  readonly bytes: number;
}

const noItem: Item = {};

/** @throws ValidationException, NotModelledError. */
export function preparePut(request: PutRequest, { items, indexes }: WriteTarget): PreparedWrite {
  const item = { ...request.Item };
  for (const name in item) refuseInheritedName(name);
  const key = keyOfItem(items.schema, item);
  const bytes = bytesOfItem(item);
  if (bytes > maxItemBytes) throw validationException('Item size has exceeded the maximum allowed size');
  for (const index of indexes) index.check(item);
  const { plan, bound } = planWrite(request);
  const stored = items.get(key);
  return {
    key,
    stored,
    isConditionMet: plan.condition?.(stored?.newest.item ?? noItem, bound) ?? true,
    returnsItemOnFailure: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    change: () => ({ item, bytes }),
  };
}

/** @throws ValidationException, NotModelledError. */
export function prepareUpdate(request: UpdateRequest, { items, indexes }: WriteTarget): PreparedWrite {
  const key = keyOfRequest(items.schema, request.Key);
  const { plan, bound } = planWrite(request);
  const { update } = plan;
  if (update) refuseKeys(update, bound, items);
  const stored = items.get(key);
  const before = stored?.newest.item ?? noItem;
  return {
    key,
    stored,
    isConditionMet: plan.condition?.(before, bound) ?? true,
    returnsItemOnFailure: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    change: () => {
      if (!stored && update?.actions.every(({ evaluate }) => !evaluate)) return undefined;
      const base = stored?.newest ?? { item: request.Key!, bytes: bytesOfItem(request.Key!) };
      const { item, bytes } = update
        ? updated(update, base.item!, before, base.bytes, bound)
        : { ...base, item: { ...base.item } };
      if (bytes > maxItemBytes) throw validationException('Item size to update has exceeded the maximum allowed size');
      for (const index of indexes) index.check(item);
      return { item, bytes };
    },
  };
}

function refuseKeys({ actions }: Update, { names }: Bound, { schema }: TableItems): void {
  for (const { target } of actions) {
    const name = names[target];
    if (name !== schema.partitionKey.name && name !== schema.sortKey?.name) continue;
    throw validationException(
      `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
    );
  }
}

/** @param before - The item for the expressions: without even the keys where there was none. */
function updated(update: Update, base: Item, before: Item, baseBytes: number, bound: Bound): Change {
  const item = update.hasRemovals ? withoutRemoved(update, base, bound) : { ...base };
  let bytes = baseBytes;
  for (const { target, evaluate } of update.actions) {
    const name = bound.names[target]!;
    const old = base[name];
    const value = evaluate?.(before, bound);
    if (value === old) continue;
    if (old !== undefined) bytes -= bytesOfText(name) + bytesOfValue(old);
    if (value === undefined) continue;
    bytes += bytesOfText(name) + bytesOfValue(value);
    item[name] = value;
  }
  return { item, bytes };
}

/** Not by `delete`, which makes objects slow. */
function withoutRemoved({ actions }: Update, base: Item, { names }: Bound): Item {
  const removed = actions.filter(({ evaluate }) => !evaluate).map(({ target }) => names[target]);
  const item: Item = {};
  for (const name in base) if (!removed.includes(name)) item[name] = base[name]!;
  return item;
}
