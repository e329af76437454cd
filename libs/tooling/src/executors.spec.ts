import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ExecutorContext, TaskGraph } from '@nx/devkit';

import { codeOf, isProduction } from '../executors/code';
import { many } from '../executors/typecheck';

describe('the target code', () => {
  it.each([
    ['a comment', '// A note.\nexport const one = 1;\n', 'export const one = 1;\n'],
    ['a type', 'export const one: number = 1;\n', 'export const one = 1;\n'],
  ])('leaves out %s', async (_what, source, code) => {
    expect(await codeOf('src/one.ts', source)).toBe(code);
  });

  it('keeps a value', async () => {
    expect(await codeOf('src/one.ts', 'export const one = 2;\n')).toBe('export const one = 2;\n');
  });

  it.each(['src/one.spec.ts', 'README.md', 'src/testing/world.ts', 'src/deep/testing/world.ts'])(
    'takes %s for no production file',
    (path) => expect(isProduction(path)).toBe(false),
  );
});

describe('the target typecheck of several projects', () => {
  const root = mkdtempSync(join(tmpdir(), 'pulso-typecheck-'));
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  /** Checks the two projects at once. */
  const check = (): Promise<Record<string, { success: boolean; terminalOutput: string } | undefined>> => {
    const names = ['sound', 'unsound'];
    const tasks = Object.fromEntries(
      names.map((name) => [`${name}:t`, { id: `${name}:t`, target: { project: name } }]),
    );
    const nodes = Object.fromEntries(names.map((name) => [name, { data: { root: `libs/${name}` } }]));
    return many({ tasks } as unknown as TaskGraph, {}, {}, {
      root,
      projectGraph: { nodes },
    } as unknown as ExecutorContext);
  };

  beforeAll(() => {
    symlinkSync(join(__dirname, '../../../node_modules'), join(root, 'node_modules'));
    write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, noEmit: true, types: [] } }));
    write('libs/sound/src/one.ts', 'export const one: number = 1;\n');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('fails only the one with the error', async () => {
    write('libs/unsound/src/two.ts', "export const two: number = 'two';\n");

    expect(await check()).toMatchObject({
      'sound:t': { success: true, terminalOutput: '' },
      'unsound:t': { success: false, terminalOutput: expect.stringContaining('libs/unsound/src/two.ts(1,14)') },
    });
  });

  it('passes both where neither has an error', async () => {
    write('libs/unsound/src/two.ts', 'export const two = 2;\n');

    expect(await check()).toMatchObject({ 'sound:t': { success: true }, 'unsound:t': { success: true } });
  });
});
