import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Readable } from 'node:stream';

import { escapeControls } from '../../../engine/src/terminal-text/escape-controls';
import { codeOf, messageOf } from '../error-text';

/** Standard input, as it is written on the command line. */
export const standardInput = '-';

/** Larger pieces are read no faster. */
const chunkBytes = 262_144;

/** What is read. */
export interface Input {
  /** As it stands in messages. */
  readonly name: string;
  /** Opens the stream; called once. */
  readonly open: () => Readable;
}

/** What the inputs of a command line are opened with. */
export interface InputOpening {
  /** Relative names of files start here. */
  readonly folder: string;
  readonly stdin: () => Readable;
  /** Told about every file that can't be read; the others still count. */
  readonly say: (text: string) => void;
}

/**
 * Looks up the files of a command line.
 *
 * @returns Those that are there, and how many are not.
 */
export async function openInputs(
  files: readonly string[],
  { folder, stdin, say }: InputOpening,
): Promise<{ readonly inputs: readonly Input[]; readonly failureCount: number }> {
  const inputs: Input[] = [];
  for (const file of files) {
    const name = escapeControls(file);
    const path = resolve(folder, file);
    try {
      if (file === standardInput) inputs.push({ name: 'standard input', open: stdin });
      else if ((await stat(path)).isDirectory()) say(`${name}: ${reasons.EISDIR}`);
      else inputs.push({ name, open: () => createReadStream(path, { highWaterMark: chunkBytes }) });
    } catch (error) {
      say(`${name}: ${explainFileError(error)}`);
    }
  }
  return { inputs, failureCount: files.length - inputs.length };
}

const reasons = {
  ENOENT: 'there is no such file',
  EACCES: 'its permissions forbid reading it',
  EISDIR: 'is a folder; name the files in it',
  Z_DATA_ERROR: 'its gzip data is damaged; what came before was read',
  Z_BUF_ERROR: 'its gzip data ends too early; what came before was read',
} as const;

/** @returns Why a file can't be read, or not to its end, as the end of a sentence. */
export const explainFileError = (error: unknown): string =>
  Object.entries(reasons).find(([code]) => code === codeOf(error))?.[1] ?? messageOf(error);
