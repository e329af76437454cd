import { spawn } from 'node:child_process';

import { type Usage, usageOf } from './usage-of';

/** A program and what it is told. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** A process that has ended well. */
export interface Ended {
  readonly stdout: string;
  /** From its start to its end. */
  readonly seconds: number;
  /** As last looked at, some milliseconds before the end. */
  readonly usage: Usage;
}

const lookEveryMs = 5;

/**
 * Runs a program to its end and watches what it uses.
 *
 * @throws {Error} It could not be started, or it failed: the message is the end of what it had to say.
 */
export function runProcess({ program, args }: Command): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const startedAtMs = performance.now();
    const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    let usage: Usage = {};
    const look = (): void => {
      const latest = child.pid === undefined ? {} : usageOf(child.pid);
      if (latest.peakBytes) usage = latest;
    };
    const looking = setInterval(look, lookEveryMs);
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.on('error', (error) => {
      clearInterval(looking);
      reject(error);
    });
    child.on('close', (status) => {
      const seconds = (performance.now() - startedAtMs) / 1000;
      clearInterval(looking);
      if (status === 0) resolve({ stdout, seconds, usage });
      else reject(new Error(stderr.trim().slice(-500) || `${program} ended with status ${status}`));
    });
  });
}
