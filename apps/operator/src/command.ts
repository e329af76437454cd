import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { STSClient } from '@aws-sdk/client-sts';
import { UsageError, callTimeouts } from '@pulso/adapters/node-runtime';
import { knownStages, stageNameOf } from '@pulso/infra/stages';

import { explainAbsence, readIdentity } from './aws';

/** One of the operator's commands. */
export interface Verb {
  /** What `--help` prints. */
  readonly usage: string;
  /**
   * Does what the command line says.
   *
   * @param args - What stands behind the verb; no `--help`.
   * @returns The exit status.
   * @throws {UsageError} The command line can't be meant.
   */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** Options of every verb that is about a stage. */
export const stageOptions = { stage: { type: 'string' }, env: { type: 'string' } } as const;

/** The last lines of the usage of such a verb's options. */
export const envUsage = `\
  --env FILE                 take the AWS variables of this file, as npm start -- --env FILE writes it; default for the
                             stage local: tmp/local-cloud.env, if it is there and AWS_ENDPOINT_URL is not set
  --help                     print this`;

/** @throws {UsageError} No stage is named: what a verb would change has none by default. */
export function requireStage(stage: string | undefined, command: string): string {
  if (!stage) throw new UsageError(`Which stage? Try: npm run ${command} --stage prod`);
  return stage;
}

/** Writes a line. No line holds a secret. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Asks the person at the terminal, who may have said yes by an option already. */
export const confirmUnless =
  (isConfirmed: boolean) =>
  async (question: string): Promise<boolean> =>
    isConfirmed || confirm(question, process.stdin, process.stderr);

/** A call takes a second at most where all is well. */
const attemptMs = 10_000;

/**
 * Settings of the clients of AWS in a command for which a person waits. Without a limit a client waits for an answer that
 * does not come for ever, and the command says nothing.
 */
export const commandClient = { maxAttempts: 3, requestHandler: callTimeouts(attemptMs) };

/** Does something at a stage: see {@link explainAbsence}, with the credentials of this process. */
export const atStage = <T>(stage: string, act: () => Promise<T>): Promise<T> =>
  explainAbsence(stage, () => readIdentity(new STSClient(commandClient)), act);

/**
 * Asks the person at the terminal before something that can't be undone.
 *
 * @returns Whether the answer was yes, in full; what is no answer is a no.
 * @throws {UsageError} The input is no terminal: the command needs `--yes`.
 */
export async function confirm(
  question: string,
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): Promise<boolean> {
  if (!input.isTTY) throw new UsageError('There is no terminal to ask at: give --yes to go on without a question.');
  const lines = createInterface({ input, output });
  try {
    const answer = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      // Ctrl-C or Ctrl-D, after which no answer comes.
      lines.once('close', () => resolve(''));
      lines.setPrompt(`${question} Type yes to go on: `);
      lines.prompt();
    });
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    lines.close();
  }
}

type Environment = Record<string, string | undefined>;

/**
 * Lets clients of AWS that are made from now on look where a stage is: in the local cloud that a file leads to, else in the
 * region of the stage's settings. A region of the profile does not count: it belongs to a person, not to the stage.
 *
 * @param environment - Is changed.
 * @returns The region that counts.
 * @throws {UsageError} The file can't be read, or holds something else than variables.
 * @throws {UnknownStageError} There are no settings of such a stage.
 */
export function useStagePlace(
  { stage, envFile }: { readonly stage: string; readonly envFile?: string | undefined },
  environment: Environment,
): string {
  useEnvFile(envFile, environment);
  return (environment['AWS_REGION'] ||= knownStages[stageNameOf(stage)].region);
}

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
