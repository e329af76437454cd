import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { LocalCloudError } from '../cloud/errors';
import { makeFolder } from './make-folder';
import { type ProcessIdentity, isRunning, ownIdentity } from './process-identity';

/**
 * Takes a folder for this process alone.
 *
 * The lock of a process that was killed is taken over: it names the process and the moment in which it was started, since
 * another one may have its id by now.
 *
 * @param folder - Absolute; created when it does not exist.
 * @returns Gives the folder back.
 * @throws {LocalCloudError} Another local cloud has it, or it can't be used.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  try {
    makeFolder(folder, 0o700);
    for (let attempts = 0; !take(file); attempts += 1) {
      const holder = readHolder(file);
      if (attempts > 3 || (holder !== undefined && isRunning(holder))) {
        throw new LocalCloudError(
          `Another local cloud, process ${holder?.pid}, keeps its state in ${folder}. Stop it, or give another folder with --state.`,
        );
      }
      moveAway(file);
    }
  } catch (error) {
    if (error instanceof LocalCloudError) throw error;
    throw new LocalCloudError(`The folder ${folder} can't be used for a state: ${(error as Error).message}`);
  }
  return () => rmSync(file, { force: true });
}

/** A link appears together with its content; a file that is opened would be empty for a moment. */
function take(file: string): boolean {
  const own = `${file}.${process.pid}`;
  try {
    writeFileSync(own, JSON.stringify(ownIdentity()), { mode: 0o600 });
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** @returns undefined when it has just been removed, or says nothing. */
function readHolder(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

/** Only one of several that see an abandoned lock succeeds in moving it away. */
function moveAway(file: string): void {
  const away = `${file}.${process.pid}.abandoned`;
  try {
    renameSync(file, away);
    rmSync(away);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
