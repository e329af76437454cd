/**
 * `npx nx docs-check tooling`: finds in the repository's documents what is too wide or too long, links that lead nowhere,
 * and statements about the code that are not true any more. Prints every problem and exits 1 if there was one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { projectFolders } from '../project-layers.ts';
import { checkLinks } from './check-links.ts';
import { checkShape } from './check-shape.ts';
import { checkFolders, checkLayers, checkQuotes, type LayerConstraint } from './check-statements.ts';
import { readMarkdown } from './read-markdown.ts';

const root = join(import.meta.dirname, '../../..');

/** What Git knows, and what it would add: not what was built or installed. */
function repositoryFiles(): string[] {
  const { stdout, status } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error('git ls-files failed: the check needs a clone of the repository.');
  return stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

function withFolders(files: readonly string[]): Set<string> {
  const paths = new Set(['.', ...files]);
  for (const file of files) for (let path = dirname(file); path !== '.'; path = dirname(path)) paths.add(path);
  return paths;
}

/** An entry of ESLint's configuration, as far as it is read here. */
interface LintConfig {
  readonly rules?: {
    readonly '@nx/enforce-module-boundaries'?: readonly [
      level: string,
      options: { readonly depConstraints: readonly LayerConstraint[] },
    ];
  };
}

async function lintConstraints(): Promise<readonly LayerConstraint[]> {
  const { default: configs }: { default: readonly LintConfig[] } = await import('../eslint.config.mjs');
  const boundaries = configs.map(({ rules }) => rules?.['@nx/enforce-module-boundaries']).find(Boolean);
  return boundaries?.[1].depConstraints ?? [];
}

async function main(): Promise<void> {
  const files = repositoryFiles();
  const read = (path: string): string | undefined =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
  const documents = files.filter((file) => file.endsWith('.md')).map((path) => readMarkdown(path, read(path) ?? ''));
  const architecture = documents.find(({ path }) => path === 'docs/architecture.md');
  if (architecture === undefined) throw new Error('There is no docs/architecture.md.');
  const problems = [
    ...checkShape(documents),
    ...checkLinks(documents, withFolders(files)),
    ...checkQuotes(documents, read),
    ...checkFolders(architecture, projectFolders(root)),
    ...checkLayers(architecture, await lintConstraints()),
  ];
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length === 0) process.stdout.write(`${documents.length} documents checked: sound\n`);
  process.exit(problems.length > 0 ? 1 : 0);
}

main();
