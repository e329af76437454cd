import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** What a command used, together with all processes that it has started and waited for. */
export interface Usage {
  /** User and system time. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** The times go to standard error, and what the command says to descriptor 3. */
const script = `TIMEFORMAT='%U %S %R'; time "$@" >&3 2>&3`;

/**
 * Runs a command to its end.
 *
 * @param logFile - Where its output goes.
 * @throws {Error} It failed: the message is the end of its output.
 */
export function measureCommand(
  command: readonly string[],
  { folder, logFile, env }: { folder: string; logFile: string; env: Readonly<Record<string, string>> },
): Usage {
  const log = openSync(logFile, 'w');
  const { status, stderr, error } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    cwd: folder,
    encoding: 'utf8',
    // The decimal point of times is the locale's.
    env: { ...process.env, ...env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe', log],
  });
  closeSync(log);
  if (error) throw error;
  if (status !== 0) {
    const said = readFileSync(logFile, 'utf8').trim().slice(-2_000);
    throw new Error(`${command.join(' ')} ended with status ${status}: ${said}`);
  }
  const [user = NaN, system = NaN, wallSeconds = NaN] = stderr.trim().split(' ').map(Number);
  return { cpuSeconds: user + system, wallSeconds };
}
