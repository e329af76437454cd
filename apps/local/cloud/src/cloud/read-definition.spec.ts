import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LocalCloudError } from '../errors';
import { findStacks } from './read-definition';

describe('findStacks', () => {
  let folder: string;

  /** As the synth of a project leaves it. */
  const synthesized = (project: string): string => {
    const stack = join(folder, project, 'stacks', project.replace(/^infra-/, ''));
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, 'cdk.tf.json'), '{}');
    return join(stack, 'cdk.tf.json');
  };

  beforeEach(() => {
    process.chdir(join(__dirname, '../../../../..'));
    folder = mkdtempSync(join(tmpdir(), 'pulso-stacks-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('leaves out the stack of a project that another branch has and this one has not', () => {
    const own = synthesized('infra-query-worker');
    synthesized('infra-archive');

    expect(findStacks('local', folder)).toEqual([own]);
  });

  it('says what to run where only such stacks are left', () => {
    synthesized('infra-archive');

    expect(() => findStacks('local', folder)).toThrow(LocalCloudError);
  });
});
