import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { linesOf } from '../demo/lines-of';
import { LocalCloudError } from '../errors';

/** Raised whenever a record changes its form. */
const version = 3;

const format = 'pulso-local-cloud-state';

/** What is kept, by part. */
export const stateParts = ['cloud', 'sqs', 'dynamodb', 'logs', 'ssm', 'ses', 'telegram', 'lambda'] as const;

export type StatePart = (typeof stateParts)[number];

/** JSON texts without line breaks, by part. */
export type StateRecords = Readonly<Record<StatePart, readonly string[]>>;

/** What was read. */
export interface LoadedState {
  readonly file: string;
  /** Parsed, by part; {@link refusedState} where a part has another form. */
  readonly records: Readonly<Record<StatePart, readonly unknown[]>>;
}

/** @returns The refusal of a state: nothing of it is used, and it stays as it is. */
const refusedState = (file: string, reason: string): LocalCloudError =>
  new LocalCloudError(
    `The state in ${file} can't be used: ${reason}. Give another folder with --state, or remove this file to begin anew.`,
  );

/**
 * Writes a state, so that the file holds the old one or the new one and nothing in between, also after a loss of power.
 *
 * @param file - Absolute. Its first line names format and version, its last one the digest of all lines before it.
 * @throws {LocalCloudError} It can't be written, in words.
 */
export async function writeState(file: string, records: StateRecords): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeSynced(temporary, records);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new LocalCloudError(
      `The state can't be saved: ${(error as Error).message}. ${file} is as it was saved the last time.`,
    );
  }
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

async function writeSynced(file: string, records: StateRecords): Promise<void> {
  const digest = createHash('sha256');
  const handle = await open(file, 'w', 0o600);
  try {
    const write = async (lines: readonly string[]): Promise<void> => {
      const text = lines.map((line) => `${line}\n`).join('');
      digest.update(text);
      // Unlike write, it goes on until everything is written or refused.
      await handle.appendFile(text);
    };
    await write([JSON.stringify({ format, version })]);
    for (const part of stateParts) {
      for (const lines of chunksOf(records[part])) await write(lines.map((line) => `["${part}",${line}]`));
    }
    await handle.appendFile(`${JSON.stringify({ sha256: digest.digest('hex') })}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** One text of all lines could be longer than a string may be. */
function* chunksOf(lines: readonly string[]): Iterable<readonly string[]> {
  const size = 500;
  for (let start = 0; start < lines.length; start += size) yield lines.slice(start, start + size);
}

/**
 * Reads a state.
 *
 * @returns undefined when there is none.
 * @throws {LocalCloudError} The file is damaged, or of another version: nothing of it is used.
 */
export async function readState(file: string): Promise<LoadedState | undefined> {
  if (!existsSync(file)) return undefined;
  const refuse = (reason: string): never => {
    throw refusedState(file, reason);
  };
  const state = new Map<unknown, unknown[]>(stateParts.map((part) => [part, []]));
  const digest = createHash('sha256');
  let end: unknown;
  let lineNumber = 0;
  for await (const line of linesOf(file)) {
    lineNumber += 1;
    if (end !== undefined) refuse(`it goes on after its end, at line ${lineNumber}`);
    const value = parse(line) ?? refuse(`line ${lineNumber} is damaged`);
    if (lineNumber === 1) checkHeader(value, refuse);
    else if (Array.isArray(value)) {
      const [part, record] = value as unknown[];
      (state.get(part) ?? refuse(`line ${lineNumber} is damaged`)).push(record);
    } else {
      end = value;
      continue;
    }
    digest.update(`${line}\n`);
  }
  if (end === undefined) refuse(lineNumber === 0 ? 'it is empty' : `it ends too early, after line ${lineNumber}`);
  if ((end as { sha256?: unknown }).sha256 !== digest.digest('hex')) refuse('its digest is another one');
  return { file, records: Object.fromEntries(state) as LoadedState['records'] };
}

/** @returns undefined for what is no JSON object or array. */
function parse(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function checkHeader(value: object, refuse: (reason: string) => never): void {
  const header = value as { format?: unknown; version?: unknown };
  if (header.format !== format) refuse('it is no state of a local cloud');
  if (header.version !== version) {
    refuse(`it was written by another version (${String(header.version)}; this one reads ${version})`);
  }
}

/** Removes what was being written when a local cloud was killed. The folder's lock must be held. */
export function removeUnfinished(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    if (name.startsWith(`${basename(file)}.`) && name.endsWith('.tmp')) rmSync(join(dirname(file), name));
  }
}

/**
 * Gives a service back what it kept.
 *
 * @param loaded - undefined: there is no earlier run, and nothing happens.
 * @throws {LocalCloudError} The records are whole and yet of another form, in words: of which service, which record,
 * which field, and what to do.
 */
export async function restore(
  part: StatePart,
  loaded: LoadedState | undefined,
  load: (records: readonly unknown[]) => void | Promise<void>,
): Promise<void> {
  if (!loaded) return;
  try {
    await load(loaded.records[part]);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw refusedState(loaded.file, `what it keeps of ${part} has a form that is unknown here (${problem})`);
  }
}
