import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { type Plugin, transform } from 'esbuild';

import { bundle } from './bundle';
import { EditHasNoPlaceError } from './errors';
import { editIn } from './edit-in';
import { type Mutation } from './mutation';

type Mutant = Pick<Mutation, 'edits' | 'id'>;

/** In the bundle: the id of the mutation that holds, or undefined. */
const chosenId = 'chosenMutationId';

const originalSuffix = '?original';
const mutantSuffix = '?mutation=';

/**
 * Bundles the simulation once, with every wording of the files that mutations change; the code on disk stays as it is.
 * Evaluating the bundle chooses one mutation, or none: a build and a process for each would cost more than its worlds.
 *
 * @param root - Folder of the repository, where the bundle finds its packages.
 * @returns The path of a module: a function that takes a mutation's id and gives the exports of `search.ts` under it.
 * @throws {EditDoesNotFitError} A text to replace is not there, or more than once.
 * @throws {EditHasNoPlaceError} A file with an edit is no part of the simulation.
 */
export async function buildMutants(mutants: readonly Mutant[], root: string): Promise<string> {
  const outfile = join(root, 'dist/mutants/all.js');
  const missing = new Set(mutants.flatMap(({ edits }) => edits.map(({ file }) => file)));
  const entryPoints = [join(root, 'libs/testing/simulation/src/mutations/search.ts')];
  const plugins = [choosing(mutants, root, (file) => void missing.delete(file))];
  const { outputFiles = [] } = await bundle({ entryPoints, outfile, write: false, plugins }, root);
  for (const { id, edits } of mutants) {
    const misplaced = edits.find(({ file }) => missing.has(file));
    if (misplaced) throw new EditHasNoPlaceError(id, misplaced);
  }
  mkdirSync(dirname(outfile), { recursive: true });
  writeFileSync(
    outfile,
    `module.exports = (${chosenId}) => { const module = {};\n${outputFiles[0]?.text}\nreturn module.exports; };\n`,
  );
  return outfile;
}

/** Puts in the place of each file with edits a module that exports what the chosen wording exports. */
const choosing = (mutants: readonly Mutant[], root: string, onFound: (file: string) => void): Plugin => ({
  name: 'mutations',
  setup: ({ onLoad, onResolve }) => {
    const files = new Set(mutants.flatMap(({ edits }) => edits.map(({ file }) => file)));
    const names = [...files].map((file) => file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const idsOf = (file: string): string[] =>
      mutants.filter(({ edits }) => edits.some((edit) => edit.file === file)).map(({ id }) => id);

    if (files.size === 0) return;
    onLoad({ filter: new RegExp(`/(${names.join('|')})$`), namespace: 'file' }, async ({ path }) => {
      const file = path.slice(root.length + 1);
      if (!files.has(file)) return undefined;
      onFound(file);
      const contents = await readFile(path, 'utf8');
      return { contents: await chooserOf(path, contents, idsOf(file)), loader: 'js', resolveDir: dirname(path) };
    });
    onResolve({ filter: /\?(original|mutation=.+)$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      namespace: 'wording',
    }));
    onLoad({ filter: /.*/, namespace: 'wording' }, async ({ path }) => {
      const [source = '', id] = path.split(path.endsWith(originalSuffix) ? originalSuffix : mutantSuffix);
      const file = source.slice(root.length + 1);
      const contents = await readFile(source, 'utf8');
      const edits = mutants.find((mutant) => mutant.id === id)?.edits ?? [];
      const edited = edits.filter((edit) => edit.file === file).reduce(editIn(id ?? ''), contents);
      return { contents: edited, loader: 'ts', resolveDir: dirname(source) };
    });
  },
});

/** @returns A module with the exports of the file, from the wording that the chosen mutation gives it. */
async function chooserOf(path: string, contents: string, ids: readonly string[]): Promise<string> {
  const file = `./${basename(path)}`;
  return [
    `import * as original from ${JSON.stringify(file + originalSuffix)};`,
    ...ids.map((id, index) => `import * as wording${index} from ${JSON.stringify(file + mutantSuffix + id)};`),
    `const wordings = { ${ids.map((id, index) => `${JSON.stringify(id)}: wording${index}`).join(', ')} };`,
    `const chosen = wordings[${chosenId}] ?? original;`,
    ...(await exportsOf(contents)).map((name) => `export const ${name} = chosen.${name};`),
  ].join('\n');
}

/** @returns The names of the values that a module exports: esbuild ends what it writes with the list of them. */
async function exportsOf(contents: string): Promise<string[]> {
  const { code } = await transform(contents, { loader: 'ts', format: 'esm' });
  const [, names = ''] = /\nexport \{([^}]*)\};\s*$/.exec(code) ?? [];
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
