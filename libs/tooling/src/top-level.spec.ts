import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolders } from '../project-layers';

const root = join(__dirname, '../../..');

/** What the repository consists of. */
const design = ['apps', 'libs', 'infra', 'nx.json', 'package.json', 'tsconfig.base.json', 'jest.preset.js'];

/** What else stands beside it, and who looks for it there and nowhere else. */
const exceptions = {
  '.env': 'Nx',
  '.ci': 'the machine that checks submissions',
  '.github': 'GitHub',
  '.gitignore': 'Git and Prettier',
  '.npmrc': 'npm',
  '.nvmrc': 'nvm',
  '.prettierignore': 'Prettier',
  'eslint.config.mjs': 'editors: ESLint searches upwards from a file',
  'tsconfig.json': 'editors: TypeScript searches upwards from a file, and for this name alone',
  'package-lock.json': 'npm',
  'README.md': 'readers',
  'CONTRIBUTING.md': 'readers, and GitHub',
  LICENSE: 'readers, and GitHub',
  docs: 'readers',
  benchmarks: 'readers: no part of the product',
};

const listed = (...args: string[]) => execFileSync('git', ['ls-files', ...args], { cwd: root, encoding: 'utf8' });

describe('the top level', () => {
  const names = listed('--cached', '--others', '--exclude-standard')
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .map((path) => path.split('/')[0]);

  it('has what the repository consists of, and beside it only what is looked for there', () => {
    expect([...new Set(names)].sort()).toEqual([...design, ...Object.keys(exceptions)].sort());
  });
});

describe('jest without any option', () => {
  const jestIn = (folder: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...args], {
      cwd: join(root, folder),
      encoding: 'utf8',
      // Nx asks its tasks for colours.
      env: { ...process.env, FORCE_COLOR: '0' },
    });

  const specsIn = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.spec.ts') && !path.endsWith('.differential.spec.ts'))
      .filter((path) => !path.split('/').includes('node_modules'))
      .map((path) => join(root, folder, path));

  // Jest looks no further up than the first package.json.
  const packages = projectFolders(root).filter((folder) => existsSync(join(root, folder, 'package.json')));

  it.each(['libs/domain/delivery', 'infra/bot', ...packages])(
    'started in %s takes the preset for that project',
    (folder) => {
      const { configs } = JSON.parse(jestIn(folder, '--showConfig').stdout);

      expect(configs).toEqual([expect.objectContaining({ id: 'pulso', rootDir: join(root, folder) })]);
    },
  );

  it('started in a folder of a project finds the specs of the whole project', () => {
    const { stdout } = jestIn('libs/domain/delivery/src/testing', '--listTests');

    expect(stdout.trim().split('\n').sort()).toEqual(specsIn('libs/domain/delivery').sort());
  });

  it('runs them with the preset, which compiles TypeScript and knows the aliases', () => {
    const { status, stderr } = jestIn('libs/kit/runtime', 'settle-batch');

    expect(stderr).toMatch(/^Tests: +\d+ passed, \d+ total$/m);
    expect(status).toBe(0);
  });
});
