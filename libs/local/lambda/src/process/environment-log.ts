import { setImmediate } from 'node:timers/promises';
import { type Readable } from 'node:stream';

import { createLineSplitter } from './line-splitter';
import { createFrameReader } from './telemetry-frames';

/** Takes one message; the time is the moment of the call. */
export type WriteMessage = (message: string) => void;

export interface EnvironmentLog {
  /** Resolves when everything has arrived that the process wrote before the message that led to this call. */
  drain(): Promise<void>;
}

/**
 * Turns what a function process writes into log messages.
 *
 * @param streams - `frames`: the telemetry pipe, one message per frame; the others are split into lines.
 */
export function readEnvironmentLog(
  { stdout, stderr, frames }: { stdout: Readable; stderr: Readable; frames: Readable },
  write: WriteMessage,
): EnvironmentLog {
  const splitters = [createLineSplitter(write), createLineSplitter(write)] as const;
  const readFrames = createFrameReader(write);
  let chunkCount = 0;
  const read = (stream: Readable, take: (chunk: Buffer) => void): void => {
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      chunkCount += 1;
      take(chunk);
    });
  };
  read(stdout, splitters[0].write);
  read(stderr, splitters[1].write);
  read(frames, readFrames);

  return {
    drain: async () => {
      // The shim answers only when the pipes have taken everything: it is readable now, though perhaps not in one turn.
      for (let quietTurns = 0; quietTurns < 2;) {
        const before = chunkCount;
        await setImmediate();
        quietTurns = chunkCount === before ? quietTurns + 1 : 0;
      }
      for (const splitter of splitters) splitter.flush();
    },
  };
}
