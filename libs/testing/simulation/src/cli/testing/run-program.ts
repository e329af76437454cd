import { type ChildProcess, spawn } from 'node:child_process';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program of this Node to its end.
 *
 * @param onStderr - Told once, when the program has written its first words to standard error.
 * @param reader - `closed`: standard output has no reader, as behind `| head`.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  onStderr: (child: ChildProcess) => void = () => undefined,
  reader: 'closed' | 'open' = 'open',
): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...args], { env: { ...process.env, INIT_CWD: process.cwd() } });
  let [stdout, stderr] = ['', ''];
  if (reader === 'closed') child.stdout.destroy();
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  child.stderr.once('data', () => onStderr(child));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}
