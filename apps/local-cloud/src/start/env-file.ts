import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { UsageError } from '../demo/errors';
import { shellVariables } from './shell-variables';

/** The first line of every such file: what has another one belongs to somebody else. */
const mark = '# Written by npm start of Pulso';

/** A file with the variables that lead a client to this local cloud. */
export interface EnvFile {
  write(variables: Readonly<Record<string, string>>): void;
  /** Removes the file, unless another local cloud has written it since. */
  remove(): void;
}

/**
 * Takes a name for the file of variables.
 *
 * It holds keys, though worthless ones: only its owner can read it. A local cloud that was killed leaves it behind, with
 * its process id in the first line.
 *
 * @param file - Absolute; its folder is created when it does not exist. A file that something else has written is not touched.
 * @throws {UsageError} There is such a file, or it can't be written there. Found out before anything starts.
 */
export function createEnvFile(file: string): EnvFile {
  const temporary = `${file}.${process.pid}.tmp`;
  let written: string | undefined;
  requireOwn(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, '', { mode: 0o600 });
    rmSync(temporary);
  } catch (error) {
    throw new UsageError(`--env: ${file} can't be written: ${messageOf(error)}`);
  }
  return {
    write: (variables) => {
      written = `${mark}, process ${process.pid}; it removes this file when it stops.\n${shellVariables(variables)}`;
      rmSync(temporary, { force: true });
      writeFileSync(temporary, written, { mode: 0o600, flag: 'wx' });
      renameSync(temporary, file);
    },
    remove: () => {
      if (written === undefined || readIfThere(file) !== written) return;
      rmSync(file, { force: true });
    },
  };
}

function requireOwn(file: string): void {
  const content = readIfThere(file);
  if (content === undefined || content === '' || content.startsWith(mark)) return;
  throw new UsageError(`--env: ${file} exists and was not written by npm start. Give another name, or remove it.`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`--env: ${file} can't be read: ${messageOf(error)}`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
