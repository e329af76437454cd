/** Builds, synthesizes and checks stacks, and puts them where no other command writes. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { withBuildLock } from '../build-lock.ts';
import { nxProgram } from '../nx-program.ts';
import { runProgram } from '../run-program.js';
import { DeployError } from './deploy-error.ts';
import { projectOf } from './deploy-order.ts';
import { digestStack } from './digest-stack.ts';

export interface BuildOptions {
  /** The work tree to build, which has its packages. */
  readonly root: string;
  readonly stacks: readonly string[];
  readonly stage: string;
  readonly stateBucket: string;
  /**
   * By stack, a folder that gets its cdk.tf.json and assets: `npm run demo` synthesizes another stage over the folders that
   * Nx writes.
   */
  readonly into: (stack: string) => string;
  readonly say: (line: string) => void;
  /** Of Nx; left out: the one that makes a stack fit for deployment. */
  readonly target?: 'synth';
}

/** The target that makes a stack fit for deployment; commits from before it had one had checks. */
function targetOf(root: string): string {
  const { targetDefaults } = JSON.parse(readFileSync(join(root, 'nx.json'), 'utf8'));
  return 'deployable' in targetDefaults ? 'deployable' : 'check';
}

/** What Terraform leaves beside a stack whose state it could not write after an apply, for example where credentials expired. */
const unsavedState = 'errored.tfstate';

/** A build empties the folder, and no other file would know what the apply has made. */
function refuseUnsavedStates(stacks: readonly string[], into: BuildOptions['into']): void {
  const folders = stacks.map(into).filter((folder) => existsSync(join(folder, unsavedState)));
  if (folders.length === 0) return;
  const program = process.env['TERRAFORM'] || 'terraform';
  const commands = folders.map(
    (folder) =>
      `  TF_DATA_DIR="${join(folder, '../data')}" ${program} -chdir="${folder}" state push ${unsavedState} && rm "${join(folder, unsavedState)}"`,
  );
  throw new DeployError(
    `An earlier deploy could not save Terraform's state, and a build here would remove the only copy. Nothing was deployed. Save it first:\n${commands.join('\n')}`,
  );
}

/**
 * @returns The digests of the stacks.
 * @throws {DeployError} Nx has shown what is wrong, or a folder holds a state that was not saved.
 */
export async function buildStacks(options: BuildOptions): Promise<Map<string, string>> {
  const { root, stacks, stage, stateBucket, into, say, target = targetOf(options.root) } = options;
  refuseUnsavedStates(stacks, into);
  // The mode of a file goes into its package: Lambda's user must be able to read it, and another mode is another digest.
  process.umask(0o022);
  const lock = join(root, 'dist/stamps/build.lock');
  return withBuildLock(lock, { onWait: () => say('Waiting for another build in this folder...') }, async () => {
    const args = ['run-many', '-t', target, '-p', stacks.map(projectOf).join(','), '--output-style=static'];
    const env = { STAGE: stage, STATE_BUCKET: stateBucket, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
    const run = { cwd: root, binFolder: join(root, 'node_modules/.bin'), quiet: true, env };
    const status = await runProgram(process.execPath, [nxProgram(root), ...args], run);
    if (status !== 0)
      throw new DeployError('The build or a check failed; its output stands above. Nothing was deployed.');
    return new Map(stacks.map((stack) => [stack, takeStack(root, stack, into(stack))]));
  });
}

function takeStack(root: string, stack: string, folder: string): string {
  const synthesized = join(root, 'dist/tf', projectOf(stack), 'stacks', stack);
  if (!existsSync(join(synthesized, 'cdk.tf.json'))) throw new DeployError(`${synthesized} holds no stack.`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(synthesized, folder, { recursive: true });
  return digestStack(folder);
}
