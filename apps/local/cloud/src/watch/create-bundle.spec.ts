import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Bundle, comparedProgram, createBundle, bundleOptions } from './create-bundle';

describe('createBundle', () => {
  let folder: string;
  let bundle: Bundle;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const code = async () => {
    const outcome = await bundle.rebuild();
    return outcome.kind === 'built'
      ? [...outcome.files].map(([name, file]) => [name, String(Buffer.from(file))])
      : outcome;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'create-bundle-'));
    write('main.ts', "import { word } from './word';\nconsole.log(word);\n");
    write('word.ts', "export const word = 'one';\n");
    bundle = await createBundle({
      ...{ absWorkingDir: folder, entryPoints: ['main.ts'], outdir: 'dist', bundle: true, minify: true },
    });
  });

  afterEach(async () => {
    await bundle.close();
    rmSync(folder, { recursive: true });
  });

  it('builds in memory, again and again', async () => {
    const before = await code();
    write('word.ts', "export const word = 'two';\n");
    const after = await code();

    expect(before).toEqual([['main.js', expect.stringContaining('one')]]);
    expect(after).toEqual([['main.js', expect.stringContaining('two')]]);
  });

  it('knows what it is made of once it was built', async () => {
    const isUnknown = bundle.dependsOn(new Set(['other.ts']));
    await bundle.rebuild();

    expect(isUnknown).toBe(true);
    expect(bundle.dependsOn(new Set(['other.ts', 'word.ts']))).toBe(true);
    expect(bundle.dependsOn(new Set(['other.ts']))).toBe(false);
  });

  it('says where the source is wrong, and builds when it is right again', async () => {
    write('word.ts', 'export const\nword = ;\n');
    const wrong = await code();
    write('word.ts', "export const word = 'right';\n");

    expect(wrong).toEqual({ kind: 'broken', errors: ['word.ts:2:8: Unexpected ";"'] });
    expect(await code()).toEqual([['main.js', expect.stringContaining('right')]]);
  });

  it('misses a file that was removed, and takes any change for one that may bring it back', async () => {
    await bundle.rebuild();
    rmSync(join(folder, 'word.ts'));
    const outcome = await bundle.rebuild();

    expect(outcome).toEqual({ kind: 'broken', errors: ['main.ts:1:22: Could not resolve "./word"'] });
    expect(bundle.dependsOn(new Set(['anything.ts']))).toBe(true);
  });

  it('builds the same program to compare when a text changes that it does not have', async () => {
    await bundle.close();
    write('main.ts', "import { first, second } from './word';\nconsole.log(first(1), second(2), first(3));\n");
    const words = (text: string) =>
      write(
        'word.ts',
        `export const text = '${text}';\nexport function first(b) { return [b, b] }\nexport function second(a) { return { a } }\n`,
      );
    bundle = await createBundle({
      ...{ absWorkingDir: folder, entryPoints: ['main.ts'], outdir: 'dist', bundle: true, ...comparedProgram },
    });
    words('aaaaaaaaaaaaaaaa');
    const before = await code();
    words('zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz');

    expect(await code()).toEqual(before);
  });
});

describe('bundleOptions', () => {
  let root: string;
  const write = (file: string, content: object) => writeFileSync(join(root, file), JSON.stringify(content));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bundle-options-'));
    mkdirSync(join(root, 'apps/bot'), { recursive: true });
    write('package.json', {});
    write('config.json', { charset: 'utf8', external: ['fsevents'] });
    write('nx.json', {
      targetDefaults: {
        build: [
          {
            options: {
              ...{ main: '{projectRoot}/src/main.ts', outputPath: 'dist/{projectRoot}', tsConfig: 'tsconfig.json' },
              ...{ format: ['cjs'], skipTypeCheck: true },
            },
          },
          { filter: { projects: ['!tag:type:app'] }, options: { esbuildOptions: { charset: 'ascii' } } },
          {
            filter: { projects: ['tag:type:app'] },
            options: {
              ...{ main: '{projectRoot}/src/handler.ts', thirdParty: true, minify: true },
              ...{ sourcemap: 'external', esbuildConfig: 'config.json' },
            },
          },
        ],
      },
    });
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('are those of the target, with what the project itself says', () => {
    write('apps/bot/project.json', {
      targets: { build: { options: { additionalEntryPoints: ['apps/bot/src/mail.ts'], external: ['./mail.js'] } } },
    });

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
    expect(bundleOptions(root, 'infra/bot', 'type:infra')).toMatchObject({
      entryPoints: ['infra/bot/src/main.ts'],
      packages: 'external',
      charset: 'ascii',
    });
  });

  it('are refused when the target has an option that changes what is built in an unknown way', () => {
    write('apps/bot/project.json', { targets: { build: { options: { outputHashing: 'all' } } } });

    expect(() => bundleOptions(root, 'apps/bot', 'type:app')).toThrow(/apps\/bot has the option "outputHashing"/);
  });
});
