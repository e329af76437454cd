import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolders } from '../project-layers';
import { testedBy } from '../tested-elsewhere';

const root = join(__dirname, '../../..');
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** A cached run repeats what it found: what decides about that must be among its inputs. */
describe.each(['lint', 'typecheck'])('the target %s', (target) => {
  const { inputs } = read('libs/tooling/project.json').targets[target];
  const { sources } = read('nx.json').namedInputs;

  it('runs again when a package is another, be it only one of types', () => {
    expect(inputs).toContain('{workspaceRoot}/package-lock.json');
  });

  it('runs again when any source is another, wherever it lies', () => {
    const folders: readonly string[] = read('tsconfig.json').include;

    expect(inputs).toContain('sources');
    expect(sources).toEqual(
      expect.arrayContaining([
        ...folders.map((folder) => `{workspaceRoot}/${folder.split('/')[0]}/**/*`),
        '{workspaceRoot}/tsconfig*.json',
      ]),
    );
  });
});

describe('a project without specs', () => {
  const hasSpecs = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('.spec.ts'));

  it('is tested by another one, which tested-elsewhere.ts names, and bundling by the bundles', () => {
    const untested = projectFolders(root).filter((folder) => !hasSpecs(folder) && testedBy(folder) === undefined);

    expect(untested).toEqual(['libs/bundling']);
  });
});

describe('the ESLint configuration at the root', () => {
  it('is the one of the target, for editors', () => {
    const files = ['./eslint.config.mjs', './libs/tooling/eslint.config.mjs'].map((file) => `import('${file}')`);
    const program = `Promise.all([${files}]).then(([a, b]) => console.log(String(a.default === b.default)))`;

    expect(execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' })).toBe('true\n');
  });
});
