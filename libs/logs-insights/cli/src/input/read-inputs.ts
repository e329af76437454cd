import { QueryLimitError } from '../../../engine/src/errors';
import { type RunningQuery } from '../../../engine/src/execution/start-query';
import { type InputShape } from '../command-options';
import { counted } from '../output/format-count';
import { type ProgressBar } from '../output/progress-bar';
import { DetectingReader } from './detecting-reader';
import { type EventReader, type EventTarget } from './event-reader';
import { type FieldSightings } from './field-sightings';
import { explainFileError } from './open-sources';
import { openReader } from './open-reader';
import { type ByteSource, readBytes } from './read-bytes';
import { type SkippedLines } from './skipped-lines';
import { createUnpacker } from './unpack';

export interface InputReading {
  readonly shape: InputShape;
  readonly query: RunningQuery;
  readonly skipped: SkippedLines;
  /** Sees the messages of all events. */
  readonly sightings: FieldSightings;
  readonly progress: ProgressBar;
  readonly say: (text: string) => void;
  /** Whether the query looks at times, so that events without one are worth a word. */
  readonly readsTime: boolean;
  /** Aborted, it ends the reading. */
  readonly signal: AbortSignal;
}

export interface InputTotals {
  /** As they are in the files, before they are unpacked. */
  readonly byteCount: number;
  readonly eventCount: number;
  /** Inputs that could not be read to their end. */
  readonly failureCount: number;
}

/** Reads the inputs one after the other. What can't be read is told and left out. */
export async function readInputs(sources: readonly ByteSource[], reading: InputReading): Promise<InputTotals> {
  let byteCount = 0;
  const { query } = reading;
  let failureCount = 0;
  for (const source of sources) {
    const skip = reading.skipped.startFile(source.name);
    const reader = chooseReader(reading.shape, {
      add: (event) => {
        reading.sightings.look(event.message);
        query.add(event);
      },
      skip,
      undated: (count, place) => {
        if (!reading.readsTime) return;
        reading.say(
          `${source.name}: ${counted(count, 'event')} without a date ${count === 1 ? 'is' : 'are'} of 1970-01-01; dates are looked for in ${place}`,
        );
      },
    });
    const unpacker = createUnpacker((bytes) => reader.write(bytes));
    const take = async (bytes: Buffer): Promise<void> => {
      await unpacker.write(bytes);
      byteCount += bytes.length;
      reading.progress.update({ byteCount, eventCount: query.recordsScanned });
    };
    let isCut = false;
    try {
      await readBytes(source, take, reading.signal);
      isCut = reading.signal.aborted;
      if (!isCut) await unpacker.end();
    } catch (error) {
      // Not the input is at fault.
      if (error instanceof QueryLimitError) throw error;
      isCut = true;
      failureCount += 1;
      reading.say(`${source.name}: ${explainFileError(error)}`);
    }
    reader.end(isCut);
  }
  return { byteCount, eventCount: query.recordsScanned, failureCount };
}

function chooseReader(shape: InputShape, target: EventTarget): EventReader {
  if (shape === 'auto') return new DetectingReader((detected) => openReader(detected, target));
  if (shape !== 'export') return openReader(shape, target);
  // Of the two kinds of exports, one per line is what everything else would be malformed as.
  return new DetectingReader((detected) => openReader(detected === 'document' ? 'document' : 'export', target));
}
