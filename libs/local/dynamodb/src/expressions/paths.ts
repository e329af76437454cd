import { type AttributeValue, type Item, attributeOf } from '../values/attribute-values';
import { type ExpressionKind, type TokenReader } from './token-reader';

/** A member of a map by the slot of its name, or an element of a list. */
type PathStep = { readonly slot: number; readonly index?: never } | { readonly slot?: never; readonly index: number };

/** Where an attribute lies, for any names that its placeholders may have. */
export interface Path {
  /** The slot of the attribute's name. */
  readonly head: number;
  /** Into a document; nearly always none. */
  readonly steps: readonly PathStep[];
}

/** A path whose names are known. */
export type NamedPath = readonly (string | number)[];

interface NameSlots {
  slotOfName(token: string, kind: ExpressionKind): number;
}

/** @param placeholders - Give the slots of names. */
export function parsePath(reader: TokenReader, placeholders: NameSlots): Path {
  const head = placeholders.slotOfName(reader.takeName(), reader.kind);
  const steps: PathStep[] = [];
  for (;;) {
    if (reader.skip('.')) {
      steps.push({ slot: placeholders.slotOfName(reader.takeName(), reader.kind) });
    } else if (reader.skip('[')) {
      if (!/^\d+$/.test(reader.next ?? '')) throw reader.syntaxError();
      steps.push({ index: Number(reader.take()) });
      reader.expect(']');
    } else {
      return { head, steps };
    }
  }
}

export function valueAt(
  { head, steps }: Path,
  item: Readonly<Item>,
  names: readonly string[],
): AttributeValue | undefined {
  let value = attributeOf(item, names[head]!);
  for (const { slot, index } of steps) {
    if (!value) return undefined;
    if (slot === undefined) value = value.L?.[index];
    else value = value.M && attributeOf(value.M, names[slot]!);
  }
  return value;
}

export const namedPath = ({ head, steps }: Path, names: readonly string[]): NamedPath => [
  names[head]!,
  ...steps.map(({ slot, index }) => (slot === undefined ? index : names[slot]!)),
];

/** @returns The path as messages show it. */
export const pathText = (path: NamedPath): string =>
  `[${path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join(', ')}]`;

export const isSamePath = (a: NamedPath, b: NamedPath): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);

/** @returns What is wrong with paths that one expression has; undefined when nothing is. */
export function overlapOf(paths: readonly NamedPath[]): string | undefined {
  const pairs = paths.flatMap((two, index) => paths.slice(0, index).map((one) => [one, two] as const));
  for (const [one, two] of pairs) {
    const apart = one.findIndex((part, index) => index < two.length && part !== two[index]);
    const isConflict = apart >= 0 && typeof one[apart] !== typeof two[apart];
    if (apart >= 0 && !isConflict) continue;
    return (
      `Two document paths ${isConflict ? 'conflict' : 'overlap'} with each other; must remove or rewrite one of these ` +
      `paths; path one: ${pathText(one)}, path two: ${pathText(two)}`
    );
  }
  return undefined;
}
