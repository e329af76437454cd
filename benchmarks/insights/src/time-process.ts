import { spawn } from 'node:child_process';

/** A process that has ended well. */
export interface TimedRun {
  readonly stdout: string;
  /** From its start to its end. */
  readonly seconds: number;
}

/**
 * Runs a program to its end.
 *
 * @throws {Error} It could not be started, or it failed: the message is the end of what it had to say.
 */
export function timeProcess(program: string, args: readonly string[]): Promise<TimedRun> {
  return new Promise((resolve, reject) => {
    const startedAtMs = performance.now();
    const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve({ stdout, seconds: (performance.now() - startedAtMs) / 1000 });
      else reject(new Error(stderr.trim().slice(-500) || `${program} ended with status ${status}`));
    });
  });
}
