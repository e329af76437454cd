import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Readable, addAbortSignal } from 'node:stream';

import { QueryLimitError } from '../../../engine/src/errors';
import { counted, escapeControls } from '../../../engine/src/terminal-text';
import { codeOf, messageOf } from '../error-text';
import { type InputShape } from '../parse-arguments';
import { type EventReader, type EventTarget } from './line-reader';
import { DetectingReader, openReader } from './open-reader';
import { createUnpacker } from './unpack';

interface InputReading extends Pick<EventTarget, 'add'> {
  readonly shape: InputShape;
  readonly skipped: SkippedLines;
  readonly say: (text: string) => void;
  /** Whether the query looks at times, so that events without one are worth a word. */
  readonly readsTime: boolean;
  /** Aborted, it ends the reading. */
  readonly signal: AbortSignal;
}

/**
 * Reads the inputs one after the other. What can't be read is told and left out.
 *
 * @returns How many inputs could not be read to their end.
 */
export async function readInputs(inputs: readonly Input[], reading: InputReading): Promise<number> {
  const { add, skipped, say, readsTime, signal } = reading;
  let failureCount = 0;
  for (const input of inputs) {
    if (signal.aborted) break;
    const undated = (count: number, place: string): void => {
      const events = `${counted(count, 'event')} without a date ${count === 1 ? 'is' : 'are'}`;
      if (readsTime) say(`${input.name}: ${events} of 1970-01-01; dates are looked for in ${place}`);
    };
    const reader = chooseReader(reading.shape, { add, skip: skipped.startFile(input.name), undated });
    let isCut = false;
    try {
      await readBytes(input, (bytes) => reader.write(bytes), signal);
      isCut = signal.aborted;
    } catch (error) {
      // Not the input is at fault.
      if (error instanceof QueryLimitError) throw error;
      isCut = true;
      failureCount += 1;
      say(`${input.name}: ${explainFileError(error)}`);
    }
    reader.end(isCut);
  }
  return failureCount;
}

/** Reads an input to its end. An abort ends the reading, as if the input had ended there. */
async function readBytes(input: Input, take: (bytes: Buffer) => void, signal: AbortSignal): Promise<void> {
  const unpacker = createUnpacker(take);
  try {
    for await (const bytes of addAbortSignal(signal, input.open())) await unpacker.write(Buffer.from(bytes));
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
  await unpacker.end();
}

function chooseReader(shape: InputShape, target: EventTarget): EventReader {
  if (shape === 'auto') return new DetectingReader((detected) => openReader(detected, target));
  if (shape !== 'export') return openReader(shape, target);
  // Of the two kinds of exports, one per line is what everything else would be malformed as.
  return new DetectingReader((detected) => openReader(detected === 'document' ? 'document' : 'export', target));
}

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

/** What the inputs of a command line are opened with. */
interface InputOpening {
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

/** Counts what could not be read of the inputs, and tells of the first of each at once. */
export class SkippedLines {
  readonly #say: (text: string) => void;
  #fileCount = 0;
  count = 0;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** @returns Takes what is wrong with a line of the file, as the end of a sentence. */
  startFile(name: string): (line: number, what: string) => void {
    let isFirst = true;
    return (line, what) => {
      this.count += 1;
      if (!isFirst) return;
      isFirst = false;
      this.#fileCount += 1;
      this.#say(`${name}:${line}: ${what}; skipped`);
    };
  }

  /** Says how many there were, when that is more than has been told. */
  sum(): void {
    if (this.count > this.#fileCount) this.#say(`${counted(this.count, 'malformed line')} were skipped in all`);
  }
}
