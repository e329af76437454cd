import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PackageNotBuiltError } from './errors';
import { createFunctionPackage } from './function-package';
import { PulsoStack, type StackSettings } from '@pulso/infra/constructs/stack';
import { synthesizeForSpec } from '@pulso/infra/constructs/stack';

const settings: StackSettings = { stage: 'test', region: 'eu-west-1', logRetentionDays: 30, protectsData: true };

const synthesize = (build: (stack: PulsoStack, packageFolder: string) => void) =>
  synthesizeForSpec((app, packageFolder) => {
    const stack = new PulsoStack(app, 'thing', { settings });
    build(stack, packageFolder);
    return stack;
  });

describe('createFunctionPackage', () => {
  it('packs the files that the handler loads, and no others', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-stack-'));
    for (const file of ['handler.js', 'handler.js.map', 'chart.js', 'notes.txt']) writeFileSync(join(folder, file), '');
    let packed: string[] = [];

    synthesize((stack) => {
      createFunctionPackage(stack, folder, ['chart.js']);
      packed = readdirSync(stack.app.stagingPath(stack.node.addr)).sort();
    });

    expect(packed).toEqual(['chart.js', 'handler.js', 'handler.js.map']);
    expect(() => synthesize((stack) => createFunctionPackage(stack, folder, ['mail.js']))).toThrow(/no mail\.js/);
    rmSync(folder, { recursive: true });
  });

  it.each([
    [[], /no handler\.js and no handler\.js\.map/],
    [['handler.js'], /has no handler\.js\.map\./],
  ])('says what is not built when the app folder holds %j', (files, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-stack-'));
    for (const file of files) writeFileSync(join(folder, file), '');

    const build = () => synthesize((stack) => createFunctionPackage(stack, folder));

    expect(build).toThrow(PackageNotBuiltError);
    expect(build).toThrow(message);
    rmSync(folder, { recursive: true });
  });
});
