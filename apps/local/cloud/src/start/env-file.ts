import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { UsageError } from '@pulso/operator/command-line';

import { type LocalCloud } from '../cloud/local-cloud';
import { makeFolder, isRunning, ownIdentity } from './process-identity';

/** The first line of every such file: a file with another one belongs to another program. */
const mark = '# Written by npm start of Pulso';

/** Who has written it. */
const holderPattern = new RegExp(`^${mark}, process (?<pid>\\d+), started at (?<startedAt>\\d*);`);

/** A file with the variables that lead a client to this local cloud. */
interface EnvFile {
  /** @throws {UsageError} Another local cloud has written it meanwhile. */
  write(variables: Readonly<Record<string, string>>): void;
  /** Removes the file, unless another process has written it since. */
  remove(): void;
}

/**
 * Takes a name for the file of variables.
 *
 * It holds keys, though worthless ones: only its owner can read it. A local cloud that was killed leaves it behind, with
 * its process in the first line; the next one takes its place.
 *
 * @param file - Absolute; its folder is created when it does not exist. A file that something else has written is not
 * touched, nor one of a local cloud that runs.
 * @throws {UsageError} There is such a file, or it can't be written there. Found out before anything starts.
 */
export function createEnvFile(file: string): EnvFile {
  const temporary = `${file}.${process.pid}.tmp`;
  let written: string | undefined;
  requireFree(file);
  try {
    makeFolder(dirname(file));
    writeFileSync(temporary, '', { mode: 0o600 });
    rmSync(temporary);
  } catch (error) {
    throw new UsageError(`--env: ${file} can't be written: ${messageOf(error)}`);
  }
  return {
    write: (variables) => {
      const { pid, startedAt } = ownIdentity();
      const header = `${mark}, process ${pid}, started at ${startedAt}; it removes this file when it stops.`;
      const content = `${header}\n${shellVariables(variables)}`;
      requireFree(file);
      writeFileSync(temporary, content, { mode: 0o600 });
      renameSync(temporary, file);
      written = content;
    },
    remove: () => {
      if (written === undefined || readIfThere(file) !== written) return;
      rmSync(file, { force: true });
    },
  };
}

function requireFree(file: string): void {
  const content = readIfThere(file);
  if (content === undefined || content === '') return;
  if (!content.startsWith(mark)) {
    throw new UsageError(`--env: ${file} exists and was not written by npm start. Give another name, or remove it.`);
  }
  const { pid, startedAt = '' } = holderPattern.exec(content)?.groups ?? {};
  if (pid === undefined || !isRunning({ pid: Number(pid), startedAt })) return;
  throw new UsageError(
    `--env: ${file} belongs to another npm start that runs, process ${pid}. Give another name, or stop it.`,
  );
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EISDIR') throw new UsageError(`--env: ${file} is a folder. Give the name of a file.`);
    throw new UsageError(`--env: ${file} can't be read: ${messageOf(error)}`);
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
 * @throws {RangeError} A name is none. Not retryable.
 */
export const shellVariables = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => {
      if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) throw new RangeError(`"${name}" is no name of a variable.`);
      return `${name}=${quoteForShell(value)}\n`;
    })
    .join('');
