/** Edits files by their text. Nothing reaches the disk before a generator has returned. */
import { GeneratorError } from './names.ts';

/** The part of Nx's tree that is used: the repository, and what was written over it. */
export interface FileTree {
  readonly root: string;
  read(path: string, encoding: 'utf8'): string | null;
  write(path: string, content: string): void;
  exists(path: string): boolean;
  listChanges(): readonly { readonly path: string; readonly content: Buffer | null }[];
}

/** Where a text goes: exactly one of the places. */
export type Place =
  | { readonly before: RegExp; readonly after?: never }
  | { readonly after: RegExp; readonly before?: never };

export type Insertion = Place & { readonly path: string; readonly text: string };

/** Below the first heading of a changelog, where the changes since the last release stand. */
export const sinceRelease: Place = { after: /(?<!^## [^]*)^## .*\n\n/m };

/** @throws {GeneratorError} The file does not exist. */
export function readText(tree: FileTree, path: string): string {
  const text = tree.read(path, 'utf8');
  if (text === null) throw new GeneratorError(`${path} is not there; this generator writes into it.`);
  return text;
}

/**
 * Puts a text into a file.
 *
 * @throws {GeneratorError} The place is missing, or there more than once: the file has changed since the generator was
 * written. The message has the text, to add by hand.
 */
export function insert(tree: FileTree, { path, before, after, text }: Insertion): void {
  const place = before ?? after;
  const content = readText(tree, path);
  const found = [...content.matchAll(new RegExp(place, `g${place.flags.replace('g', '')}`))];
  const [match] = found;
  if (match === undefined || found.length > 1) {
    throw new GeneratorError(
      `${path} has ${found.length} places like ${place}, and one is needed. Nothing was written. Mend the generator in ` +
        `libs/tooling/generators; what was to be put there is:\n${text}`,
    );
  }
  const at = before === undefined ? match.index + match[0].length : match.index;
  tree.write(path, `${content.slice(0, at)}${text}${content.slice(at)}`);
}

/** Formats what was written, as `npm run format` does. */
export async function formatChanged(tree: FileTree): Promise<void> {
  const changes = tree.listChanges();
  if (changes.length === 0) return;
  const { format } = await import('oxfmt');
  // The only override is for Markdown.
  const { overrides, ...options } = JSON.parse(readText(tree, '.oxfmtrc.json'));
  for (const { path, content } of changes) {
    if (content === null || !/\.(css|js|json|md|tsx?|yml)$/.test(path)) continue;
    const { code, errors } = await format(path, content.toString('utf8'), {
      ...options,
      ...(path.endsWith('.md') && overrides[0].options),
    });
    if (errors.length > 0) throw new GeneratorError(`${path} cannot be formatted: ${errors[0]?.message}`);
    tree.write(path, code);
  }
}
