import { addAbortSignal } from 'node:stream';

import { QueryLimitError } from '../../../engine/src/errors';
import { type InputShape } from '../command-options';
import { counted } from '../output/format-count';
import { type EventReader, type EventTarget } from './event-reader';
import { type Input, explainFileError } from './open-inputs';
import { DetectingReader, openReader } from './open-reader';
import { type SkippedLines } from './skipped-lines';
import { createUnpacker } from './unpack';

export interface InputReading extends Pick<EventTarget, 'add'> {
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
