import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { transform } from 'esbuild';

import { batchExecutor } from './batch.ts';

/**
 * Writes a digest of a project's production files without comments and types. Tests of other projects depend on it, so
 * that a comment does not run them again.
 */
export const { one, many } = batchExecutor(async (projects, workspaceRoot) => {
  for (const { root } of projects) {
    const folder = join(workspaceRoot, 'dist/code', root);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'digest'), await digestOf(join(workspaceRoot, root)));
  }
  return new Map(projects.map(({ name }) => [name, { success: true, terminalOutput: '' }]));
});

/** Same as the named input `production` of nx.json. @param path - From the project's folder. */
export const isProduction = (path: string): boolean =>
  !path.endsWith('.spec.ts') && path !== 'README.md' && !/^src\/(?:.*\/)?testing\//.test(path);

/** @returns The code of a file that runs; the file as it is if it can't be parsed, so that tests report the error. */
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

async function digestOf(folder: string): Promise<string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.split('/').includes('node_modules') && isProduction(path))
    .sort();
  const contents = await Promise.all(paths.map((path) => contentOf(join(folder, path))));
  const hash = createHash('sha256');
  for (const [index, path] of paths.entries()) hash.update(`${path}\0`).update(contents[index] ?? '');
  return hash.digest('hex');
}

async function contentOf(file: string): Promise<string | Buffer> {
  return /\.[cm]?tsx?$/.test(file) ? codeOf(file, readFileSync(file, 'utf8')) : readFileSync(file);
}
