import { validationException } from '../errors';
import { type NamedPath, namedPath } from '../expressions/paths';
import { type Update } from '../expressions/parse-update';
import { type Bound } from '../expressions/placeholders';
import { type AttributeValue, type Item, attributeOf } from '../values/attribute-values';
import { bytesOfItem, bytesOfText, bytesOfValue, maxLevels } from '../values/sizes';

export interface Change {
  readonly item: Item;
  readonly bytes: number;
}

/**
 * @param base - The item that changes: of its keys alone where there was none.
 * @param before - The item for the expressions: without even the keys where there was none.
 * @returns A new item; what did not change is shared with the old one.
 * @throws ValidationException
 */
export function applyUpdate(update: Update, base: Change, before: Readonly<Item>, bound: Bound): Change {
  return update.isDeep ? changedDeeply(update, base.item, before, bound) : changed(update, base, before, bound);
}

/** For attributes of the item itself; it knows the size without measuring all of them. */
function changed(update: Update, base: Change, before: Readonly<Item>, bound: Bound): Change {
  const item = update.hasRemovals ? withoutRemoved(update, base.item, bound) : { ...base.item };
  let { bytes } = base;
  for (const { path, evaluate } of update.actions) {
    const name = bound.names[path.head]!;
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
  const removed = actions.filter(({ evaluate }) => !evaluate).map(({ path }) => names[path.head]);
  const item: Item = {};
  for (const name in base) if (!removed.includes(name)) item[name] = base[name]!;
  return item;
}

function changedDeeply({ actions }: Update, base: Item, before: Readonly<Item>, bound: Bound): Change {
  const targets = actions
    .map(({ path, evaluate }) => ({ path: namedPath(path, bound.names), value: evaluate?.(before, bound) }))
    .sort((a, b) => comparePaths(a.path, b.path));
  const isNew = before !== base;
  let root: AttributeValue = { M: base };
  for (const { path, value } of targets) if (value) root = withValue(root, path, value);
  // From the last element of a list to the first, as indexes are those before the update.
  for (const { path, value } of targets.reverse()) {
    // Where there is no item DynamoDB takes the removal of any path, and else only of one whose parent is there.
    if (!value && !(isNew && path.length > 1)) root = withoutValue(root, path);
  }
  const item = { ...root.M };
  refuseDeepItem(item);
  return { item, bytes: bytesOfItem(item) };
}

function comparePaths(a: NamedPath, b: NamedPath): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  const [one, two] = [a[at], b[at]];
  if (typeof one === 'number' && typeof two === 'number') return one - two;
  return String(one) < String(two) ? -1 : 1;
}

function withValue(holder: AttributeValue, [part, ...rest]: NamedPath, value: AttributeValue): AttributeValue {
  const child = childOf(holder, part!);
  if (rest.length > 0 && !child) throw invalidPath();
  const changed = rest.length > 0 ? withValue(child!, rest, value) : value;
  if (typeof part === 'string') return { M: { ...holder.M, [part]: changed } };
  // What lies beyond the end comes to the end.
  return { L: child ? holder.L!.with(part!, changed) : [...holder.L!, changed] };
}

function withoutValue(holder: AttributeValue, [part, ...rest]: NamedPath): AttributeValue {
  const child = childOf(holder, part!);
  if (rest.length > 0 && !child) throw invalidPath();
  if (!child) return holder;
  const changed = rest.length > 0 ? withoutValue(child, rest) : undefined;
  if (typeof part === 'string') {
    const { [part]: _removed, ...others } = holder.M!;
    return { M: changed ? { ...others, [part]: changed } : others };
  }
  return { L: changed ? holder.L!.with(part!, changed) : holder.L!.toSpliced(part!, 1) };
}

/** Every value of the request may be fine, and what they make too deep. */
function refuseDeepItem(item: Item): void {
  if (!Object.values(item).some((value) => isDeeperThan(value, maxLevels))) return;
  throw validationException('Nesting Levels have exceeded supported limits');
}

const isDeeperThan = ({ M, L }: AttributeValue, levels: number): boolean =>
  levels === 0 || (L ?? Object.values(M ?? {})).some((child) => isDeeperThan(child, levels - 1));

/** @throws ValidationException: a name leads into what is no map, or an index into what is no list. */
function childOf(holder: AttributeValue, part: string | number): AttributeValue | undefined {
  if (typeof part === 'number' ? !holder.L : !holder.M) throw invalidPath();
  return typeof part === 'number' ? holder.L![part] : attributeOf(holder.M!, part);
}

const invalidPath = (): Error =>
  validationException('The document path provided in the update expression is invalid for update');
