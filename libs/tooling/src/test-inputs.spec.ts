import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';

import { projectFolders } from '../project-layers';

const root = join(__dirname, '../../..');
const folders = projectFolders(root);
const inputFiles = ['nx.json', ...folders.map((folder) => `${folder}/project.json`)];

/** `{a,b}.ts` are two patterns: that the first fits a file says nothing about the second. */
function alternatives(pattern: string): string[] {
  const [all, before = '', inside = '', after = ''] = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(pattern) ?? [];
  return all === undefined ? [pattern] : inside.split(',').flatMap((one) => alternatives(`${before}${one}${after}`));
}

/** The members `inputs` and `namedInputs` of a file, at any depth, and all texts in them. */
function inputsIn(value: unknown, isInput = false): string[] {
  if (typeof value === 'string') return isInput ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    inputsIn(member, isInput || key === 'inputs' || key === 'namedInputs'),
  );
}

/**
 * What an input names of the repository: a fileset names one pattern, and `git hash-object` names several. With another
 * command after `||`, the file need not be there.
 */
function patternsOf(input: string): string[] {
  const hashed = /^git hash-object ([^|]*)$/.exec(input)?.[1]?.replace(/\$\(git ls-files ([^)]*)\)/, '$1');
  const fileset = /^!?\{workspaceRoot\}\/(.*)/.exec(input)?.[1];
  return [...(hashed?.split(' ') ?? []), ...(fileset === undefined ? [] : [fileset])].flatMap(alternatives);
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

describe('what a target names among its inputs', () => {
  const named = inputFiles.flatMap((file) =>
    inputsIn(read(file))
      .flatMap(patternsOf)
      .map((pattern) => [file, pattern] as const),
  );

  it('is there', () => {
    const gone = named.filter(([, pattern]) => globSync(pattern, { cwd: root }).length === 0);

    expect(gone).toEqual([]);
  });
});

/** Files that a spec or its testing room names by path, from the root of the repository. */
function filesNamedIn(spec: string): string[] {
  const text = readFileSync(join(root, spec), 'utf8');
  const beside = [...text.matchAll(/'((?:\.\.\/)+[^']+)'/g)].map(([, path = '']) => join(dirname(spec), path));
  const hasRoot = /const root = join\(__dirname|import \{ root \}/.test(text);
  const below = [...text.matchAll(/\b(?:join\(root, |read\()'([^']+)'/g)].map(([, path = '']) => (hasRoot ? path : ''));
  return [...beside, ...below]
    .flatMap((path) => [path, `${path}.ts`])
    .filter((path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile());
}

/** What is built, and packages, are inputs by other names; so are projects, but for this one, of which `code` has nothing. */
const isNamedOtherwise = (path: string): boolean =>
  /^(?:dist|node_modules)\//.test(path) ||
  folders.some((folder) => folder !== 'libs/tooling' && path.startsWith(`${folder}/`));

/** `git ls-files` lists what is below a folder. */
const fits = (path: string, pattern: string): boolean =>
  matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`);

describe('a file in no project, or of the tooling, that specs name', () => {
  const { testRunner } = read('nx.json').namedInputs;

  it.each(folders.map((folder) => [folder]))('is among the inputs of %s', (folder) => {
    const specs = globSync(`${folder}/src/**/{*.spec.ts,testing/**/*.ts}`, { cwd: root });
    const { test, e2e } = read(`${folder}/project.json`).targets ?? {};
    const inputs = [test, e2e, { inputs: testRunner }].flatMap((target) => inputsIn(target));
    const patterns = [...inputs.flatMap(patternsOf), `${folder}/**/*`];

    const missing = specs
      .flatMap(filesNamedIn)
      .filter((path) => !isNamedOtherwise(path) && !patterns.some((pattern) => fits(path, pattern)));

    expect([...new Set(missing)]).toEqual([]);
  });
});

describe('what a build writes', () => {
  it('is read by scenarios alone, whose target builds it first', () => {
    const reading = globSync('{apps,infra,libs}/**/src/**/*.spec.ts', { cwd: root })
      .filter((spec) => !spec.includes('node_modules') && !spec.endsWith('.e2e.spec.ts'))
      .filter((spec) =>
        /\(root, (?:'dist\/(?:apps|infra|tf)\b|synthFolderOf)/.test(readFileSync(join(root, spec), 'utf8')),
      );

    // It writes a map there itself.
    expect(reading).toEqual(['apps/local/cloud/src/start/create-printer.spec.ts']);
  });
});
