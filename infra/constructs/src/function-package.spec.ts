import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { synthesizeConstructs } from './synthesize-for-spec';

import { PackageNotBuiltError, createFunctionPackage } from './function-package';

describe('createFunctionPackage', () => {
  it('packs only the files that the handler loads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-stack-'));
    for (const file of ['handler.js', 'handler.js.map', 'chart.js', 'notes.txt']) writeFileSync(join(folder, file), '');
    let packed: string[] = [];

    synthesizeConstructs((stack) => {
      createFunctionPackage(stack, folder, ['chart.js']);
      packed = readdirSync(stack.app.stagingPath(stack.node.addr)).sort();
    });

    expect(packed).toEqual(['chart.js', 'handler.js']);
    expect(() => synthesizeConstructs((stack) => createFunctionPackage(stack, folder, ['mail.js']))).toThrow(
      /no mail\.js/,
    );
    rmSync(folder, { recursive: true });
  });

  it.each([
    [[], /has no handler\.js and no chart\.js\./],
    [['handler.js'], /has no chart\.js\./],
  ])('names missing files if the app folder holds %j', (files, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-stack-'));
    for (const file of files) writeFileSync(join(folder, file), '');

    const build = () => synthesizeConstructs((stack) => createFunctionPackage(stack, folder, ['chart.js']));

    expect(build).toThrow(PackageNotBuiltError);
    expect(build).toThrow(message);
    rmSync(folder, { recursive: true });
  });
});
