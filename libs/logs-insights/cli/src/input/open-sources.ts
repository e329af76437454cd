import { resolve } from 'node:path';
import { type Readable } from 'node:stream';

import { escapeControls } from '../../../engine/src/terminal-text/escape-controls';
import { codeOf, messageOf } from '../error-text';
import { type ByteSource, fileSource, streamSource } from './read-bytes';

/** Standard input, as it is written on the command line. */
export const standardInput = '-';

/** The inputs of a command line that can be read, and how many can't. */
export interface OpenedSources {
  readonly sources: readonly ByteSource[];
  readonly failureCount: number;
}

/**
 * Looks up the files of a command line.
 *
 * @param files - Names of files relative to `folder`, and `-` for standard input.
 * @param say - Told about every file that can't be read; the others still count.
 */
export async function openSources(
  files: readonly string[],
  {
    folder,
    stdin,
    say,
  }: { readonly folder: string; readonly stdin: () => Readable; readonly say: (text: string) => void },
): Promise<OpenedSources> {
  const sources: ByteSource[] = [];
  for (const file of files) {
    if (file === standardInput) {
      sources.push(streamSource('standard input', stdin));
      continue;
    }
    try {
      sources.push(await fileSource(resolve(folder, file), escapeControls(file)));
    } catch (error) {
      say(`${escapeControls(file)}: ${explainFileError(error)}`);
    }
  }
  return { sources, failureCount: files.length - sources.length };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'its permissions forbid reading it',
  EISDIR: 'is a folder; name the files in it',
  Z_DATA_ERROR: 'its gzip data is damaged; what came before was read',
  Z_BUF_ERROR: 'its gzip data ends too early; what came before was read',
};

/** @returns Why a file can't be read, or not to its end, as the end of a sentence. */
export function explainFileError(error: unknown): string {
  return reasons[codeOf(error) ?? ''] ?? messageOf(error);
}
