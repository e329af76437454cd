import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** `terraform`, or the program that TERRAFORM names. */
export const program = process.env['TERRAFORM'] || 'terraform';

// The provider is 700 MB: one copy for all stacks.
const pluginCache = process.env['TF_PLUGIN_CACHE_DIR'] || resolve('dist/terraform-plugins');
const env = { ...process.env, TF_IN_AUTOMATION: '1', TF_PLUGIN_CACHE_DIR: pluginCache };

/**
 * Runs Terraform in a folder to its end, even when this process is asked to stop: Terraform then finishes what AWS has
 * begun, and saves its state.
 *
 * It gets one signal, however many Ctrl-C sends to the processes above: at a second one, or when its terminal is closed,
 * it would leave resources behind that no state knows.
 *
 * @returns The exit status.
 */
export function runTerraform(folder: string, args: readonly string[]): Promise<number> {
  mkdirSync(pluginCache, { recursive: true });
  const child = spawn(program, [`-chdir=${folder}`, ...args], { env, stdio: 'inherit', detached: true });
  let isAsked = false;
  const ask = (): void => {
    if (!isAsked) child.kill('SIGINT');
    isAsked = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask);
  return new Promise((settle) => {
    child.on('error', ({ message }) => fail(`Cannot run ${program}: ${message}. Install Terraform 1.11 or newer.`));
    child.on('close', (status) => settle(status ?? 1));
  });
}

/** @returns What Terraform prints. */
export function readTerraform(folder: string, args: readonly string[]): string {
  const { status, stdout } = spawnSync(program, [`-chdir=${folder}`, ...args], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) fail(`${program} ${args[0]} failed.`);
  return stdout;
}

/** Ends this process with a message. */
export function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
