import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { knownStages, stageNameOf } from '@pulso/infra/stages';
import { UsageError } from '@pulso/adapters/node-runtime';

interface StagePlace {
  readonly stage: string;
  /** What `--env` says. */
  readonly envFile?: string | undefined;
}

/**
 * Lets clients of AWS that are made from now on look where a stage is: in the local cloud that a file leads to, else in the
 * region of the stage's settings.
 *
 * @param environment - Is changed.
 * @returns The region that counts.
 * @throws {UsageError} The file can't be read, or holds something else than variables.
 * @throws {UnknownStageError} There are no settings of such a stage.
 */
export function useStagePlace({ stage, envFile }: StagePlace, environment: Record<string, string | undefined>): string {
  useEnvFile(envFile, environment);
  return useStageRegion(stage, environment);
}

/**
 * Puts the region of a stage's settings into the environment where it names none, so that a client of AWS looks where the
 * stage is. A region of the profile does not count: it belongs to a person, not to the stage.
 *
 * @param environment - Is changed; what `--env` leads to must be in it already.
 * @returns The region that counts.
 * @throws {UnknownStageError} There are no settings of such a stage.
 */
export function useStageRegion(stage: string, environment: Record<string, string | undefined>): string {
  return (environment['AWS_REGION'] ||= knownStages[stageNameOf(stage)].region);
}

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

/**
 * Writes the options with which a further command reaches the same stage.
 *
 * @example stageArguments('local', 'tmp/local.env'); // '--stage local --env tmp/local.env'
 */
export const stageArguments = (stage: string, envFile: string | undefined): string =>
  `--stage ${stage}${envFile === undefined ? '' : ` --env ${envFile}`}`;
