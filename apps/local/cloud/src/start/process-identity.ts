import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { createProcessTable } from '@pulso/local/machine';

/** Which process has taken something: another one may have its id by now. */
interface ProcessIdentity {
  readonly pid: number;
  /** As the system tells it; empty where it does not. */
  readonly startedAt: string;
}

export const ownIdentity = (): ProcessIdentity => ({ pid: process.pid, startedAt: startOf(process.pid) });

/** Whether this very process still runs. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startedAt === startOf(pid);
}

const startOf = (pid: number): string => createProcessTable().find(pid)?.startedAt ?? '';

/**
 * Creates a folder with those that it lies in, unless it is there.
 *
 * Node's own recursive mkdir never ends below /proc, where a folder is there and takes no other.
 *
 * @param mode - Of the folders that are created.
 * @throws {Error} It can't be created, or it is there and no folder; the message says which.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code === 'EEXIST') throw new Error(`${folder} is no folder`, { cause: error });
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder), mode);
    mkdirSync(folder, { mode });
  }
}
