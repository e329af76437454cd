import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { UsageError } from '@pulso/adapters/node-runtime';

import { type LocalCloud } from '../cloud/local-cloud';

/** The first line of every such file, with the process that has written it: a file without belongs to another program. */
const mark = '# Written by npm start of Pulso, process ';

/**
 * Takes a name for a file with the variables that lead a client to this local cloud.
 *
 * It holds keys, though worthless ones: only its owner can read it. A local cloud that was killed leaves it behind, with
 * its process in the first line; the next one takes its place.
 *
 * @param file - Absolute; its folder is created when it does not exist. A file that something else has written is not
 * touched, nor one of a local cloud that runs.
 * @throws {UsageError} There is such a file, or it can't be written there. Found out before anything starts.
 */
export function createEnvFile(file: string) {
  try {
    requireFree(file);
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--env: ${file} can't be written: ${messageOf(error)}`);
  }
  let written: string | undefined;
  return {
    write: (variables: Readonly<Record<string, string>>): void => {
      // Another one may have taken the name while this one started.
      requireFree(file);
      const content = `${mark}${process.pid}, which removes this file when it stops.\n${shellVariables(variables)}`;
      const temporary = `${file}.${process.pid}.tmp`;
      writeFileSync(temporary, content, { mode: 0o600 });
      renameSync(temporary, file);
      written = content;
    },
    /** Removes the file, unless another process has written it since. */
    remove: (): void => {
      if (written !== undefined && existsSync(file) && readFileSync(file, 'utf8') === written) rmSync(file);
    },
  };
}

function requireFree(file: string): void {
  if (!existsSync(file)) return;
  const content = readFileSync(file, 'utf8');
  if (content === '') return;
  if (!content.startsWith(mark)) {
    throw new UsageError(`--env: ${file} exists and was not written by npm start. Give another name, or remove it.`);
  }
  const pid = Number.parseInt(content.slice(mark.length), 10);
  if (!isRunning(pid)) return;
  throw new UsageError(
    `--env: ${file} belongs to another npm start that runs, process ${pid}. Give another name, or stop it.`,
  );
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Names what other clients need to reach a local cloud: the AWS command line and SDKs, Telegram libraries, programs that
 * push updates, and those that use the console's API.
 *
 * @param consoleUrl - The console's address with its token.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export const clientVariables = (
  { settings, botApi, botToken, webhookUrl, webhookSecret }: LocalCloud,
  consoleUrl: string,
): Record<string, string> => ({
  AWS_ENDPOINT_URL: settings.endpoint,
  AWS_REGION: settings.region,
  AWS_DEFAULT_REGION: settings.region,
  AWS_ACCESS_KEY_ID: settings.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: settings.credentials.secretAccessKey,
  TELEGRAM_API_ROOT: botApi.url,
  TELEGRAM_BOT_TOKEN: botToken,
  WEBHOOK_URL: webhookUrl,
  WEBHOOK_SECRET: webhookSecret,
  LOCAL_CLOUD_CONSOLE: consoleUrl,
});

/** What a POSIX shell takes as it stands. */
const plainValue = /^[\w@%+=:,./-]+$/;

/** @returns The text as one word of a POSIX shell, in quotes where it would be something else without. */
export const quoteForShell = (text: string): string =>
  plainValue.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Writes variables as lines that a shell can read: `set -a; . FILE; set +a`.
 *
 * @returns One KEY=VALUE per line; a value is quoted where a shell would make something else of it.
 * @throws {RangeError} A name is not one of a variable. Not retryable.
 */
export const shellVariables = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => {
      if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) throw new RangeError(`"${name}" is no name of a variable.`);
      return `${name}=${quoteForShell(value)}\n`;
    })
    .join('');
