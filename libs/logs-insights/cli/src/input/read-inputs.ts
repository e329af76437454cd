import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Readable, addAbortSignal } from 'node:stream';

import { type LogEvent } from '../../../engine/src/execution/event-row';
import { QueryLimitError } from '../../../engine/src/errors';
import { counted, escapeControls } from '../../../engine/src/terminal-text';
import { type CommandEnvironment } from '../command-environment';
import { codeOf, messageOf } from '../errors';
import { type InputShape } from '../parse-arguments';
import { type EventReader, type EventTarget } from './line-reader';
import { DetectingReader, openReader } from './open-reader';
import { unpack } from './unpack';

/** Standard input, as it is written on the command line. */
export const standardInput = '-';

/** Larger pieces are read no faster. */
const chunkBytes = 262_144;

/** What is read. */
interface Input {
  /** As it stands in messages. */
  readonly name: string;
  /** Opens the stream; called once. */
  readonly open: () => Readable;
}

/**
 * Looks up the files of a command line.
 *
 * @param say - Told about every file that can't be read; the others still count.
 * @returns Those that are there, and how many are not.
 */
export async function openInputs(
  files: readonly string[],
  environment: Pick<CommandEnvironment, 'folder' | 'stdin'>,
  say: (text: string) => void,
): Promise<{ readonly inputs: readonly Input[]; readonly failureCount: number }> {
  const inputs: Input[] = [];
  for (const file of files) {
    const name = escapeControls(file);
    const path = resolve(environment.folder, file);
    try {
      if (file === standardInput) inputs.push({ name: 'standard input', open: () => environment.stdin });
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

/** How inputs are read, and where their events go. */
interface InputReading {
  readonly add: (event: LogEvent) => void;
  readonly shape: InputShape;
  readonly say: (text: string) => void;
  /** Whether the query looks at times, so that events without one are worth a word. */
  readonly readsTime: boolean;
  /** Aborted, it ends the reading. */
  readonly signal: AbortSignal;
}

/**
 * Reads the inputs one after the other. What can't be read is told and left out: of malformed lines the first of each
 * input at once, and at the end how many there were.
 *
 * @returns How many inputs could not be read to their end, and how many lines.
 */
export async function readInputs(inputs: readonly Input[], reading: InputReading): Promise<number> {
  const { add, shape, say, readsTime, signal } = reading;
  let failedCount = 0;
  let skippedCount = 0;
  let toldCount = 0;
  for (const input of inputs) {
    if (signal.aborted) break;
    let isTold = false;
    const skip = (line: number, what: string): void => {
      skippedCount += 1;
      if (isTold) return;
      isTold = true;
      toldCount += 1;
      say(`${input.name}:${line}: ${what}; skipped`);
    };
    const undated = (count: number): void => {
      const events = `${counted(count, 'event')} without a date ${count === 1 ? 'is' : 'are'}`;
      if (readsTime) say(`${input.name}: ${events} of 1970-01-01; --help says where dates are looked for`);
    };
    const reader = chooseReader(shape, { add, skip, undated });
    let isCut = false;
    try {
      for await (const bytes of unpack(piecesOf(input, signal))) reader.write(bytes);
    } catch (error) {
      // Not the input is at fault.
      if (error instanceof QueryLimitError) throw error;
      isCut = true;
      if (!signal.aborted) {
        failedCount += 1;
        say(`${input.name}: ${explainFileError(error)}`);
      }
    }
    reader.end(isCut || signal.aborted);
  }
  if (skippedCount > toldCount) say(`${counted(skippedCount, 'malformed line')} were skipped in all`);
  return failedCount + skippedCount;
}

/** Streams may give bytes of another realm or kind; an abort ends them with an error. */
async function* piecesOf(input: Input, signal: AbortSignal): AsyncGenerator<Buffer> {
  for await (const bytes of addAbortSignal(signal, input.open())) yield Buffer.from(bytes);
}

function chooseReader(shape: InputShape, target: EventTarget): EventReader {
  if (shape === 'auto') return new DetectingReader((detected) => openReader(detected, target));
  if (shape !== 'export') return openReader(shape, target);
  // Of the two kinds of exports, one per line is what everything else would be malformed as.
  return new DetectingReader((detected) => openReader(detected === 'document' ? 'document' : 'export', target));
}
