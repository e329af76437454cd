import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bundleOptions } from './bundle-options';

describe('bundleOptions', () => {
  let root: string;
  const write = (file: string, content: object) => writeFileSync(join(root, file), JSON.stringify(content));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bundle-options-'));
    mkdirSync(join(root, 'apps/bot'), { recursive: true });
    write('package.json', {});
    write('config.json', { charset: 'utf8', external: ['fsevents'] });
    const base = { main: '{projectRoot}/src/main.ts', outputPath: 'dist/{projectRoot}', tsConfig: 'tsconfig.json' };
    const ofApps = { main: '{projectRoot}/src/handler.ts', thirdParty: true, minify: true, sourcemap: 'external' };
    write('nx.json', {
      targetDefaults: {
        build: [
          { options: { ...base, format: ['cjs'], skipTypeCheck: true } },
          { filter: { projects: ['!tag:type:app'] }, options: { esbuildOptions: { charset: 'ascii' } } },
          { filter: { projects: ['tag:type:app'] }, options: { ...ofApps, esbuildConfig: 'config.json' } },
        ],
      },
    });
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('are those of the target, with what the project itself says', () => {
    const own = { additionalEntryPoints: ['apps/bot/src/mail.ts'], external: ['./mail.js'] };
    write('apps/bot/project.json', { targets: { build: { options: own } } });

    expect(bundleOptions(root, 'apps/bot', 'type:app')).toEqual({
      absWorkingDir: root,
      entryPoints: ['apps/bot/src/handler.ts', 'apps/bot/src/mail.ts'],
      entryNames: '[dir]/[name]',
      outdir: 'dist/apps/bot',
      tsconfig: join(root, 'tsconfig.json'),
      external: ['fsevents', './mail.js'],
      ...{ format: 'cjs', platform: 'node', bundle: true, minify: true, sourcemap: 'external', charset: 'utf8' },
    });
  });

  it('leave packages out where the target does', () => {
    const options = bundleOptions(root, 'infra/bot', 'type:infra');

    expect(options).toMatchObject({ entryPoints: ['infra/bot/src/main.ts'], packages: 'external', charset: 'ascii' });
  });

  it('are refused when the target has an option that changes what is built in an unknown way', () => {
    write('apps/bot/project.json', { targets: { build: { options: { outputHashing: 'all' } } } });

    expect(() => bundleOptions(root, 'apps/bot', 'type:app')).toThrow(/apps\/bot has the option "outputHashing"/);
  });
});
