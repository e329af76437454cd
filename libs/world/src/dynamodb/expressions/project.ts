import { type AttributeValue, type Item, attributeOf } from '../values/attribute-values';
import { type NamedPath, type Path, parsePath } from './paths';
import { type Placeholders } from './placeholders';
import { type TokenReader } from './token-reader';

/** Parses the paths of a projection. @throws ValidationException */
export function parseProjection(reader: TokenReader, placeholders: Placeholders): readonly Path[] {
  const paths = [parsePath(reader, placeholders)];
  while (reader.skip(',')) paths.push(parsePath(reader, placeholders));
  reader.finish();
  return paths;
}

/** Which parts of a document are wanted: all of it where there are no branches. */
interface Selection {
  readonly branches: Map<string | number, Selection>;
}

/** @param paths - None leads to where another does, or below. @returns What of an item they lead to; lists without gaps. */
export function project(paths: readonly NamedPath[], item: Readonly<Item>): Item {
  const root: Selection = { branches: new Map() };
  for (const path of paths) {
    let selection = root;
    for (const part of path) {
      let branch = selection.branches.get(part);
      if (!branch) selection.branches.set(part, (branch = { branches: new Map() }));
      selection = branch;
    }
  }
  return paths.length === 0 ? {} : { ...select({ M: item }, root)?.M };
}

function select(value: AttributeValue, { branches }: Selection): AttributeValue | undefined {
  if (branches.size === 0) return value;
  const found = [...branches].flatMap(([part, branch]) => {
    const child = typeof part === 'number' ? value.L?.[part] : value.M && attributeOf(value.M, part);
    const selected = child && select(child, branch);
    return selected ? [[part, selected] as const] : [];
  });
  if (found.length === 0) return undefined;
  if (value.M) return { M: Object.fromEntries(found) };
  return { L: found.sort(([a], [b]) => Number(a) - Number(b)).map(([, element]) => element) };
}
