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
   * @throws {NothingAppliedError} Terraform has refused the plan, since the state is another one or locked.
   * @throws {DeployError} It failed.
   */
  apply(planFile: string): Promise<void>;
  /** @returns What it prints. */
  read(args: readonly string[]): string;
}

/** What Terraform and OpenTofu say before they apply a plan. */
const refusal = /Error: (Saved plan is stale|Error acquiring the state lock)/;

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
        throw new NothingAppliedError('Terraform has refused the plan: the state has changed since, or is locked');
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
