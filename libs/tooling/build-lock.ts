import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** No build takes longer: a lock of this age is a leftover, even if another process has its process id by now. */
const longestBuildMs = 15 * 60_000;

const pollMs = 100;

/**
 * Does something while no other process does it in this clone: two builds at once would write into each other's output.
 *
 * @param file - The lock, in a folder that may not exist yet. It holds the id of the process that has it.
 * @param onWait - Called once when another process has it.
 * @param task - Called as soon as it is free.
 */
export async function withBuildLock<T>(
  file: string,
  { onWait }: { readonly onWait: () => void },
  task: () => Promise<T> | T,
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  for (let waits = 0; !take(file); waits += 1) {
    if (waits === 0) onWait();
    removeIfAbandoned(file);
    await setTimeout(pollMs);
  }
  const release = (): void => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await task();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** A link appears together with its content; a file that is opened would be empty for a moment. */
function take(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own);
  }
}

function removeIfAbandoned(file: string): void {
  try {
    if (isAlive(Number(readFileSync(file, 'utf8'))) && Date.now() - statSync(file).mtimeMs < longestBuildMs) return;
    // Only one of several that see it succeeds in moving it away.
    const away = `${file}.${process.pid}.abandoned`;
    renameSync(file, away);
    rmSync(away);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Such as ENOENT, of an error of the system. */
const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
