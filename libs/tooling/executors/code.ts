import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { transform } from 'esbuild';

import { batchExecutor } from './batch.ts';

/**
 * Writes what is left of a project's production files without comments and types: what tests of other projects depend on,
 * so that a comment does not run them again. Other files are copied.
 */
export const { one, many } = batchExecutor(async (projects, workspaceRoot) => {
  for (const { root } of projects)
    await writeProject(join(workspaceRoot, root), join(workspaceRoot, 'dist/code', root));
  return new Map(projects.map(({ name }) => [name, { success: true, terminalOutput: '' }]));
});

/** As the named input `production` of nx.json says it. @param path - From the project's folder. */
export const isProduction = (path: string): boolean =>
  !path.endsWith('.spec.ts') && path !== 'README.md' && !/^src\/(?:.*\/)?testing\//.test(path);

/** @returns What of a file is run; the file as it is where it can't be read, so that tests say what is wrong with it. */
export const codeOf = (path: string, source: string): Promise<string> =>
  transform(source, {
    loader: path.endsWith('x') ? 'tsx' : 'ts',
    jsx: 'preserve',
    target: 'esnext',
    logLevel: 'silent',
  }).then(
    ({ code }) => code,
    () => source,
  );

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.split('/').includes('node_modules') && isProduction(path));

async function writeProject(from: string, to: string): Promise<void> {
  rmSync(to, { recursive: true, force: true });
  await Promise.all(filesBelow(from).map((path) => writeCode(join(from, path), join(to, path))));
}

async function writeCode(from: string, to: string): Promise<void> {
  mkdirSync(dirname(to), { recursive: true });
  if (!/\.[cm]?tsx?$/.test(from)) copyFileSync(from, to);
  else writeFileSync(to, await codeOf(from, readFileSync(from, 'utf8')));
}
