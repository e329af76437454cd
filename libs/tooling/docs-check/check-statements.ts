import type { MarkdownFile } from './read-markdown.ts';

/** Of `@nx/enforce-module-boundaries`: what a layer may use. */
export interface LayerConstraint {
  readonly sourceTag: string;
  readonly onlyDependOnLibsWithTags: readonly string[];
}

/**
 * Finds statements of documents that the code does not share: code blocks that claim to be a file, or a part of one, and
 * are not.
 *
 * @param read - The content of a file of the repository, if there is one.
 * @returns A line per problem.
 */
export function checkQuotes(documents: readonly MarkdownFile[], read: (path: string) => string | undefined): string[] {
  return documents.flatMap(({ path, quotes }) =>
    quotes.flatMap(({ line, file, isPart, content }) => {
      if (content === undefined) return [`${path}:${line}: no code block follows`];
      const text = read(file);
      if (isPart ? text?.includes(content) : content === text) return [];
      const what = isPart ? `a part of ${file}` : file;
      const advice = 'copy it from there, or remove it with the comment above it';
      return [`${path}:${line}: the code block is not ${what}: ${advice}`];
    }),
  );
}

/**
 * Finds projects that the overview of folders leaves out, and folders in it that are none.
 *
 * @param architecture - The document with the overview.
 * @param folders - Of all projects.
 * @returns A line per problem.
 */
export function checkFolders(
  { path, lines }: Pick<MarkdownFile, 'path' | 'lines'>,
  folders: readonly string[],
): string[] {
  const code = lines.flatMap(({ kind, text }) => (kind === 'code' ? [text] : [])).join('\n');
  const places = new Set(code.match(/^(apps|benchmarks|infra|libs)\/\S+/gm));
  const problem = (what: string): string => `${path}: "Where code lives" ${what}`;
  return [
    ...folders.filter((folder) => !places.has(folder)).map((folder) => problem(`does not name ${folder}`)),
    ...[...places].filter((place) => !folders.includes(place)).map((place) => problem(`names ${place}, no project`)),
  ];
}

/** `type:app` to `app`: the tags of layers among some tags, in the order of the alphabet. */
const layersIn = (tags: readonly string[]): string[] =>
  tags.flatMap((tag) => (tag.startsWith('type:') ? [tag.slice('type:'.length)] : [])).sort();

/**
 * Finds rows of the table of layers that say something else than the lint boundaries.
 *
 * @param architecture - The document with the table. Its rows begin with a layer's name in
 *   backticks and end with the names of the layers that it may use.
 * @param constraints - `depConstraints` of `@nx/enforce-module-boundaries`.
 * @returns A line per problem.
 */
export function checkLayers(
  { path, lines }: Pick<MarkdownFile, 'path' | 'lines'>,
  constraints: readonly LayerConstraint[],
): string[] {
  const codesIn = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []);
  const cells = lines.flatMap(({ text, kind }) => (kind === 'table' ? [text.split('|')] : []));
  const rows = new Map(cells.map((row) => [codesIn(row[1])[0], codesIn(row.at(-2)).sort().join(', ')]));
  return constraints.flatMap(({ sourceTag, onlyDependOnLibsWithTags }) => {
    const [layer] = layersIn([sourceTag]);
    const uses = layersIn(onlyDependOnLibsWithTags).join(', ');
    if (layer === undefined || rows.get(layer) === uses) return [];
    return [`${path}: the row of layer ${layer} says "${rows.get(layer) ?? ''}", the lint rules "${uses}"`];
  });
}
