import { linkSync, readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync, statSync } from 'node:fs';
import { join, dirname } from 'node:path';

import { createProcessTable } from '@pulso/local/processes';

import { LocalCloudError } from '../errors';

const maxAttempts = 20;

/** Locks of processes, `lock.<pid>`, and what earlier versions called theirs. */
const isLock = (name: string): boolean => /^lock(\.\d+)?$/.test(name);

/**
 * Takes a folder for this process alone.
 *
 * Each process has a lock of its own name and looks for others' after it has laid its own: of two at once, at least one
 * sees the other and withdraws. No process removes what another one that runs has laid, so that the lock of a process
 * that was killed can be removed by anyone: it names the process and the moment in which it was started, since another
 * process may have its id by now.
 *
 * @param folder - Absolute; created when it does not exist.
 * @returns Gives the folder back.
 * @throws {LocalCloudError} Another local cloud has it, or it can't be used.
 */
export function lockFolder(folder: string): () => void {
  const own = join(folder, `lock.${process.pid}`);
  try {
    makeFolder(folder, 0o700);
    for (let attempt = 1; ; attempt += 1) {
      if (!lay(own)) throw takenBy(process.pid, folder);
      const holder = otherHolder(folder, own);
      if (holder === undefined) return () => rmSync(own, { force: true });
      rmSync(own);
      if (attempt === maxAttempts) throw takenBy(holder.pid, folder);
      // Differently long in each process, so that two that saw each other do not withdraw for ever.
      pauseMs(1 + ((process.pid * attempt) % 13));
    }
  } catch (error) {
    if (error instanceof LocalCloudError) throw error;
    throw new LocalCloudError(`The folder ${folder} can't be used for a state: ${(error as Error).message}`);
  }
}

const takenBy = (pid: number, folder: string): LocalCloudError =>
  new LocalCloudError(
    `Another local cloud, process ${pid}, keeps its state in ${folder}. Stop it, or give another folder with --state.`,
  );

/**
 * A link appears together with its content; a file that is opened would be empty for a moment.
 *
 * @returns False: this process has it already.
 */
function lay(own: string): boolean {
  const identity = ownIdentity();
  const temporary = `${own}.tmp`;
  try {
    writeFileSync(temporary, JSON.stringify(identity), { mode: 0o600 });
    // Of a process that was killed and had this one's id.
    if (readHolder(own)?.startedAt !== identity.startedAt) rmSync(own, { force: true });
    linkSync(temporary, own);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** @returns Another process that runs and has laid its lock; locks of those that do not run are removed. */
function otherHolder(folder: string, own: string): ProcessIdentity | undefined {
  const others = readdirSync(folder)
    .filter(isLock)
    .map((name) => join(folder, name))
    .filter((file) => file !== own);
  for (const file of others) {
    const holder = readHolder(file);
    // What can't be read has just been withdrawn, and may be laid again at this moment.
    if (holder === undefined) continue;
    if (isRunning(holder)) return holder;
    rmSync(file, { force: true });
  }
  return undefined;
}

/** @returns undefined when it has just been removed, or says nothing. */
function readHolder(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

const pauseMs = (durationMs: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
};

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
