import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { root } from './at-root';

/** The program that commands start. */
export const program = join(root, 'dist/apps/local/cloud/main.js');

/** A local cloud in a process of its own. */
export interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  stdout(): string;
  /** Standard output and standard error. */
  said(): string;
}

interface LaunchOptions {
  /** Where it keeps what it needs while it runs. */
  readonly temporary: string;
  /** A file for its standard output; default: it is kept. */
  readonly output?: number;
}

/** Starts Node with these arguments at the repository's root, and does not wait. */
export function launch(args: readonly string[], { temporary, output }: LaunchOptions): Launched {
  const child = spawn(process.execPath, args, {
    cwd: root,
    // The program is the same each time: V8 need not compile it again.
    env: { ...process.env, TMPDIR: temporary, NODE_COMPILE_CACHE: join(root, 'dist/compile-cache') },
    stdio: ['ignore', output ?? 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  return {
    child,
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr }))),
    stdout: () => stdout,
    said: () => stdout + stderr,
  };
}

/** Waits for something that another process brings about. Jest's own timeout ends it when that never happens. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(20);
}

/** @throws {Error} It has ended before. */
export async function untilSays({ child, said }: Launched, text: RegExp): Promise<void> {
  await until(() => text.test(said()) || child.exitCode !== null);
  if (!text.test(said())) throw new Error(`It ended before it said ${text}: ${said()}`);
}
