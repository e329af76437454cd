/** Runs Terraform on one synthesized stack. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { DeployError } from './deploy-error.ts';
import type { Interruption } from './interruption.ts';
import { deletedSecrets } from './lost-secrets.ts';
import { lockProviders, type StackFile, textOf } from './provider-locks.ts';
import { createTerraformProcess } from './run-terraform.ts';

/** Terraform, or another program that does the same. */
export interface TerraformProgram {
  /** `terraform`, or the path of another one. */
  readonly program: string;
  /** From where it gets providers, which is part of their names. */
  readonly registry: string;
}

/** A plan that was made. */
export interface Plan {
  readonly file: string;
  /** Of the file: what was shown is what is applied. */
  readonly hash: string;
  readonly hasChanges: boolean;
  /** The list of providers that a saved one was made with. */
  readonly locks?: string | undefined;
}

/** Terraform on one stack. */
export interface Terraform {
  /**
   * Fetches providers, and connects to the state of this stage in this bucket.
   *
   * @param plan - A saved one: Terraform applies it with the very list of providers that it was made with.
   */
  init(plan?: Plan): Promise<void>;
  /** @returns The plan, which has been shown. */
  plan(): Promise<Plan>;
  show(plan: Plan): Promise<void>;
  /** @returns The list of providers in use; empty without any. */
  readLocks(): string;
  /** @returns What the plan says, as text without colours. */
  describe(plan: Plan): string;
  /** @returns The names of the secret parameters that the plan deletes. */
  deletedSecrets(plan: Plan): string[];
  /**
   * @throws {NothingAppliedError} Terraform has refused the plan before it changed anything.
   * @throws {DeployError} It failed, or the file is not the plan that was shown.
   */
  apply(plan: Plan): Promise<void>;
}

export interface TerraformOptions {
  readonly terraform: TerraformProgram;
  /** The stack's, which holds cdk.tf.json. */
  readonly folder: string;
  /** What Terraform remembers about this stack and stage, and plans. */
  readonly workFolder: string;
  readonly cacheFolder: string;
  /** The repository's list of providers. */
  readonly lockFile: string;
  /** `lockFile` is that of another commit and stays as it is. */
  readonly isOlderCommit?: boolean;
  /** Takes no lock on the state and leaves `lockFile` as it is. */
  readonly isReadOnly: boolean;
  readonly interruption: Interruption;
  readonly say: (line: string) => void;
}

/** @throws {DeployError} It can't be run. */
export function findTerraform(program: string): TerraformProgram {
  const { error, stdout } = spawnSync(program, ['version'], { encoding: 'utf8' });
  if (error) {
    throw new DeployError(
      `Cannot run ${program}: ${error.message}. Install Terraform 1.11 or newer, or set TERRAFORM=tofu.`,
    );
  }
  const registry = stdout.startsWith('OpenTofu') ? 'registry.opentofu.org' : 'registry.terraform.io';
  return { program, registry };
}

export const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

export function createTerraform(options: TerraformOptions): Terraform {
  const { terraform, folder, workFolder, cacheFolder, lockFile, isReadOnly, interruption, say } = options;
  const { isOlderCommit = false } = options;
  const { program, registry } = terraform;
  const backendFile = join(workFolder, 'backend.json');
  const ownPlan = join(workFolder, 'plan.tfplan');
  const lockArgs = isReadOnly ? ['-lock=false'] : [];
  const env = {
    ...process.env,
    TF_IN_AUTOMATION: '1',
    // One per stage and stack: what Terraform remembers about a backend is not taken for that of another stage.
    TF_DATA_DIR: resolve(workFolder, 'data'),
    // The provider is 700 MB: one copy for all stacks.
    TF_PLUGIN_CACHE_DIR: process.env.TF_PLUGIN_CACHE_DIR || resolve(cacheFolder),
  };

  const { run, apply, read } = createTerraformProcess({ program, folder, env, interruption });

  const succeed = async (args: readonly string[]): Promise<void> => {
    const status = await run(args);
    if (status !== 0) throw new DeployError(`terraform ${args[0]} failed`);
  };

  return {
    async init(plan) {
      mkdirSync(env.TF_PLUGIN_CACHE_DIR, { recursive: true });
      mkdirSync(workFolder, { recursive: true });
      const stack: StackFile = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
      // Terraform and OpenTofu don't take each other's memory of a backend either.
      const backend = JSON.stringify({ registry, backend: stack.terraform?.backend ?? {} });
      const isElsewhere = existsSync(backendFile) && readFileSync(backendFile, 'utf8') !== backend;
      const locks = { plannedLocks: plan?.locks, lockFile, cacheFolder, isOlderCommit, isReadOnly };
      await lockProviders({ ...locks, stack, registry, folder, say, run }, () =>
        // Another stage or bucket has a state of its own, into which nothing is to be moved.
        succeed(['init', '-input=false', ...(isElsewhere ? ['-reconfigure'] : [])]),
      );
      writeFileSync(backendFile, backend);
    },

    async plan() {
      const status = await run(['plan', '-input=false', '-detailed-exitcode', `-out=${resolve(ownPlan)}`, ...lockArgs]);
      interruption.check();
      if (status !== 0 && status !== 2) throw new DeployError('terraform plan failed');
      return { file: ownPlan, hash: hashOf(ownPlan), hasChanges: status === 2 };
    },

    show: ({ file }) => succeed(['show', resolve(file)]),

    readLocks: () => textOf(join(folder, '.terraform.lock.hcl')),

    describe: ({ file }) => read(['show', '-no-color', resolve(file)]),

    deletedSecrets: ({ file }) => deletedSecrets(read(['show', '-json', resolve(file)])),

    async apply({ file, hash }) {
      if (hashOf(file) !== hash)
        throw new DeployError(`${file} is not the plan that was shown: another deploy runs here`);
      await apply(file);
    },
  };
}
