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
