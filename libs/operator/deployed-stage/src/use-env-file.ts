import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { UsageError } from '@pulso/operator/command-line';

type Environment = Record<string, string | undefined>;

/** What would lead an AWS client past the keys of the file. */
const otherKeys = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'];

/**
 * Puts the variables of a file into the environment, as `set -a; . FILE` does in a shell: `npm start -- --env FILE` writes
 * one that leads to the local cloud.
 *
 * @param file - What `--env` says. undefined: nothing changes.
 * @param environment - Is changed. `INIT_CWD` is the folder in which npm was called.
 * @throws {UsageError} The file can't be read, or a line is neither `NAME=VALUE` nor a comment.
 */
export function useEnvFile(file: string | undefined, environment: Environment): void {
  if (file === undefined) return;
  const variables = parseEnvFile(readText(resolve(environment['INIT_CWD'] ?? '.', file)), file);
  for (const name of otherKeys) delete environment[name];
  Object.assign(environment, variables);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT'
        ? `--env: there is no file ${file}. Does npm start -- --env FILE run, with this name?`
        : `--env: ${file} can't be read: ${code}.`,
    );
  }
}

/** A value as a shell takes it: bare, or in single quotes. */
const linePattern = /^(?<name>[A-Z_][A-Z0-9_]*)=(?:'(?<quoted>(?:[^']|'\\'')*)'|(?<bare>[^\s'"$`\\]*))$/;

function parseEnvFile(text: string, file: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const { name, quoted, bare = '' } = linePattern.exec(line)?.groups ?? {};
    // The line itself is not shown: it may hold a key.
    if (name === undefined) throw new UsageError(`--env: line ${index + 1} of ${file} is not NAME=VALUE.`);
    variables[name] = quoted?.replaceAll(`'\\''`, `'`) ?? bare;
  }
  return variables;
}
