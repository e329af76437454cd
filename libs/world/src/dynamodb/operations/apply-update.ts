import { type Update } from '../expressions/parse-update';
import { type Bound } from '../expressions/placeholders';
import { type Item, attributeOf } from '../values/attribute-values';
import { bytesOfText, bytesOfValue } from '../values/sizes';

export interface Change {
  readonly item: Item;
  readonly bytes: number;
}

/**
 * @param base - The item that changes: of its keys alone where there was none. The size of the new one is told from its,
 *   without measuring all attributes.
 * @param before - The item for the expressions: without even the keys where there was none.
 * @returns A new item; what did not change is shared with the old one.
 * @throws ValidationException
 */
export function applyUpdate(update: Update, base: Change, before: Readonly<Item>, bound: Bound): Change {
  const item = update.hasRemovals ? withoutRemoved(update, base.item, bound) : { ...base.item };
  let { bytes } = base;
  for (const { nameSlot, evaluate } of update.actions) {
    const name = bound.names[nameSlot]!;
    const old = attributeOf(base.item, name);
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
  const removed = actions.filter(({ evaluate }) => !evaluate).map(({ nameSlot }) => names[nameSlot]);
  const item: Item = {};
  for (const name in base) if (!removed.includes(name)) item[name] = base[name]!;
  return item;
}
