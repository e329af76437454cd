import { validationException } from '../errors';
import { type Update } from '../expressions/parse-update';
import { type Bound, refuseLostName } from '../expressions/placeholders';
import { planWrite } from '../expressions/plans';
import { type ItemKey, keyOfItem, keyOfRequest } from '../items/key-schema';
import { type SecondaryIndex } from '../items/secondary-index';
import { type StoredItem } from '../items/stored-item';
import { type TableItems } from '../items/table-items';
import { type DeleteRequest, type PutRequest, type UpdateRequest } from '../requests/requests';
import { type Item } from '../values/attribute-values';
import { bytesOfItem, maxItemBytes } from '../values/sizes';
import { type Change, applyUpdate } from './apply-update';

/** What a write needs to know of its table. */
export interface WriteTarget {
  readonly items: TableItems;
  readonly indexes: readonly SecondaryIndex[];
}

/** A write that has been checked and not been applied. */
export interface PreparedWrite {
  readonly target: WriteTarget;
  readonly key: ItemKey;
  /** The item as it lies in the table; undefined when there has never been one. */
  readonly stored: StoredItem | undefined;
  readonly isConditionMet: boolean;
  readonly returnsItemOnFailure: boolean;
  /**
   * @returns undefined: nothing is written, since the write only takes away, and there is no item; or only checks.
   * @throws ValidationException: the item can't become what an update wants.
   * @see https://github.com/scylladb/scylladb/blob/master/test/alternator/test_item.py
   */
  change(): Change | Deletion | undefined;
}

/** The change that leaves no item. */
export interface Deletion {
  readonly item: undefined;
  readonly bytes: 0;
}

const deletion: Deletion = { item: undefined, bytes: 0 };

const noItem: Item = {};

/** @throws ValidationException, NotModelledError. */
export function preparePut(request: PutRequest, target: WriteTarget): PreparedWrite {
  const { items, indexes } = target;
  const item = { ...request.Item };
  for (const name in item) refuseLostName(name);
  const bytes = bytesOfItem(item);
  if (bytes > maxItemBytes) throw validationException('Item size has exceeded the maximum allowed size');
  const { plan, bound } = planWrite(request);
  const key = keyOfItem(items.schema, item);
  for (const index of indexes) index.check(item);
  const stored = items.get(key);
  return {
    target,
    key,
    stored,
    isConditionMet: plan.condition?.(stored?.newest.item ?? noItem, bound) ?? true,
    returnsItemOnFailure: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    change: () => ({ item, bytes }),
  };
}

/** @throws ValidationException, NotModelledError. */
export function prepareUpdate(request: UpdateRequest, target: WriteTarget): PreparedWrite {
  const { items, indexes } = target;
  const { plan, bound } = planWrite(request);
  const key = keyOfRequest(items.schema, request.Key);
  const { update } = plan;
  if (update) refuseKeys(update, bound, items);
  const stored = items.get(key);
  const old = stored?.newest.item;
  const before = old ?? noItem;
  return {
    target,
    key,
    stored,
    isConditionMet: plan.condition?.(before, bound) ?? true,
    returnsItemOnFailure: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    change: () => {
      if (!old && update?.onlyTakesAway) return undefined;
      const base = old
        ? { item: old, bytes: stored!.newest.bytes }
        : { item: request.Key, bytes: bytesOfItem(request.Key) };
      const { item, bytes } = update ? applyUpdate(update, base, before, bound) : { ...base, item: { ...base.item } };
      if (bytes > maxItemBytes) throw validationException('Item size to update has exceeded the maximum allowed size');
      for (const index of indexes) index.check(item);
      return { item, bytes };
    },
  };
}

/** @param deletes - Whether the item goes; a ConditionCheck leaves it. @throws ValidationException, NotModelledError. */
export function prepareDelete(request: DeleteRequest, target: WriteTarget, deletes: boolean): PreparedWrite {
  const { plan, bound } = planWrite(request);
  const key = keyOfRequest(target.items.schema, request.Key);
  const stored = target.items.get(key);
  const old = stored?.newest.item;
  return {
    target,
    key,
    stored,
    isConditionMet: plan.condition?.(old ?? noItem, bound) ?? true,
    returnsItemOnFailure: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    change: () => (old && deletes ? deletion : undefined),
  };
}

function refuseKeys({ actions }: Update, { names }: Bound, { schema }: TableItems): void {
  for (const { nameSlot } of actions) {
    const name = names[nameSlot];
    if (name !== schema.partitionKey.name && name !== schema.sortKey?.name) continue;
    throw validationException(
      `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
    );
  }
}
