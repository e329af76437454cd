/** Starts Terraform as a process. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { DeployError } from './deploy-error.ts';
import type { Interruption } from './interruption.ts';

/** Terraform has refused before it changed anything. */
export class NothingAppliedError extends DeployError {
  override name = 'NothingAppliedError';
}

export interface TerraformProcess {
  /** @returns The exit status. */
  run(args: readonly string[]): Promise<number | null>;
  /**
   * Applies a plan, also while the person asks to stop.
   *
   * @throws {NothingAppliedError} Terraform has refused the plan before it changed anything.
   * @throws {DeployError} It failed.
   */
  apply(planFile: string): Promise<void>;
  /** @returns What it prints. */
  read(args: readonly string[]): string;
}

/**
 * What Terraform 1.11 and OpenTofu 1.12 say before they apply a plan, in these words both: `internal/command/apply.go` and
 * `meta_backend.go`, `internal/command/clistate/state.go`, `internal/backend/local/backend_local.go` and `backend_apply.go`.
 *
 * @see https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/local/backend_local.go
 * @see https://github.com/opentofu/opentofu/blob/v1.12.6/internal/backend/local/backend_local.go
 */
const refusals = [
  'Failed to load ".*" as a plan file',
  'Failed to read plan from plan file',
  'Required plugins are not installed',
  'error loading state',
  'Error acquiring the state lock',
  'Invalid plan file',
  'Inconsistent dependency lock file',
  'Saved plan does not match the given state',
  'Saved plan is stale',
  'Cannot apply incomplete plan',
];

const refusal = new RegExp(`Error: (${refusals.join('|')})`);

const statusOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('close', settle);
  });

/** What runs where. */
export interface TerraformPlace {
  readonly program: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly interruption: Interruption;
}

export function createTerraformProcess({ program, folder, env, interruption }: TerraformPlace): TerraformProcess {
  const start = (args: readonly string[], errors: 'inherit' | 'pipe'): ChildProcess =>
    // Its own process group: see createInterruption.
    spawn(program, [`-chdir=${folder}`, ...args], { stdio: ['ignore', 'inherit', errors], env, detached: true });

  return {
    run(args) {
      let child: ChildProcess | undefined;
      return interruption.during(
        () => child?.kill('SIGINT'),
        () => statusOf((child = start(args, 'inherit'))),
      );
    },

    async apply(planFile) {
      let child: ChildProcess | undefined;
      let errors = '';
      const status = await interruption.throughout(
        () => child?.kill('SIGINT'),
        () => {
          child = start(['apply', '-input=false', resolve(planFile)], 'pipe');
          child.stderr?.on('data', (chunk: Buffer) => {
            errors += String(chunk);
            process.stderr.write(chunk);
          });
          return statusOf(child);
        },
      );
      if (status === 0) return;
      if (refusal.test(stripVTControlCharacters(errors)))
        throw new NothingAppliedError('Terraform has refused the plan and changed nothing; its error above says why');
      throw new DeployError('terraform apply failed');
    },

    read(args) {
      const { status, stdout, stderr } = spawnSync(program, [`-chdir=${folder}`, ...args], {
        encoding: 'utf8',
        env,
        maxBuffer: 256 * 1024 * 1024,
      });
      if (status !== 0) throw new DeployError(`terraform ${args[0]} failed: ${stderr}`);
      return stdout;
    },
  };
}
