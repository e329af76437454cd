import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseEnv } from 'node:util';

import { UsageError } from '@pulso/adapters/node-runtime';
import { knownStages, stageNameOf } from '@pulso/infra/stages';

/** One of the operator's commands. */
export interface Verb {
  /** What `--help` prints. */
  readonly usage: string;
  /** @param args - What follows the verb; no `--help`. @returns The exit status. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** Options of every verb for a stage. */
export const stageOptions = { stage: { type: 'string' }, env: { type: 'string' } } as const;

/** The last lines of the usage of such a verb's options. */
export const envUsage = `\
  --env FILE                 take the AWS variables of this file, as npm start -- --env FILE writes it; default for the
                             stage local: tmp/local-cloud.env, if it is there and AWS_ENDPOINT_URL is not set
  --help                     print this`;

/** @throws {UsageError} No stage is named. Verbs that change something have no default. */
export function requireStage(stage: string | undefined, command: string): string {
  if (!stage) throw new UsageError(`Which stage? Try: npm run ${command} --stage prod`);
  return stage;
}

/** Writes a line. No line holds a secret. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Asks the person at the terminal, unless an option has already said yes. */
export const confirmUnless =
  (isConfirmed: boolean) =>
  async (question: string): Promise<boolean> =>
    isConfirmed || confirm(question, process.stdin, process.stderr);

/** @returns Whether the answer was yes, in full. @throws {UsageError} The input is no terminal: the command needs `--yes`. */
export async function confirm(
  question: string,
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): Promise<boolean> {
  if (!input.isTTY) throw new UsageError('There is no terminal to ask at: give --yes to go on without a question.');
  const lines = createInterface({ input, output, prompt: `${question} Type yes to go on: ` });
  lines.prompt();
  try {
    // Ctrl-C and Ctrl-D end the lines without one.
    for await (const line of lines) return line.trim().toLowerCase() === 'yes';
    return false;
  } finally {
    lines.close();
  }
}

type Environment = Record<string, string | undefined>;

/**
 * Points later AWS clients at a stage: at the local cloud that a file names, otherwise at the region of the stage's
 * settings. The profile's region does not count: it belongs to a person, not to the stage.
 *
 * @param environment - Is changed. `INIT_CWD` is the folder in which npm was called.
 * @returns The region that counts.
 */
export function useStagePlace(
  { stage, envFile }: { readonly stage: string; readonly envFile?: string | undefined },
  environment: Environment,
): string {
  if (envFile !== undefined) {
    const variables = readVariables(envFile, environment);
    for (const name of otherKeys) delete environment[name];
    Object.assign(environment, variables);
  }
  return (environment['AWS_REGION'] ||= knownStages[stageNameOf(stage)].region);
}

/** Variables that would override the keys of the file. */
const otherKeys = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'];

/** A comment, or a value as a shell takes it: bare, or in single quotes. */
const envLine = /^\s*(#.*)?$|^[A-Z_][A-Z0-9_]*=('[^']*'|[^\s'"$`\\]*)$/;

function readVariables(file: string, environment: Environment) {
  const path = resolve(environment['INIT_CWD'] ?? '.', file);
  const text = readText('--env', path, ' Does npm start -- --env FILE run, with this name?');
  const odd = text.split(/\r?\n/).findIndex((line) => !envLine.test(line));
  // The line itself is not shown: it may hold a key.
  if (odd >= 0) throw new UsageError(`--env: line ${odd + 1} of ${file} is not NAME=VALUE.`);
  return parseEnv(text);
}

/** @throws {UsageError} There is no such file, or it can't be read. */
export function readText(option: string, file: string, hint = ''): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}.${hint}`);
  }
}

/** @example counted(1, 'message'); // '1 message' */
export const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

/** @returns undefined: it is not JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes the options with which a further command reaches the same stage: `--stage local --env tmp/local.env`. */
export const stageArguments = (stage: string, envFile: string | undefined): string =>
  `--stage ${stage}${envFile === undefined ? '' : ` --env ${envFile}`}`;
