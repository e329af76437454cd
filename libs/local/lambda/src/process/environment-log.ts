import { type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** Takes one message; the time is the moment of the call. */
export type WriteMessage = (message: string) => void;

export interface EnvironmentLog {
  /** Resolves when everything that the process wrote before the message that led to this call has arrived. */
  drain(): Promise<void>;
}

/** Turns the output of a function process into log messages, one per line: CloudWatch Logs takes no empty event. */
export function readEnvironmentLog(streams: readonly Readable[], write: WriteMessage): EnvironmentLog {
  /** The text after the last line break of each stream. */
  const pending = streams.map(() => '');
  let chunkCount = 0;
  for (const [index, stream] of streams.entries()) {
    stream.setEncoding('utf8');
    stream.on('error', () => undefined);
    stream.on('data', (chunk: string) => {
      chunkCount += 1;
      const lines = `${pending[index]}${chunk}`.split('\n');
      pending[index] = lines.pop() ?? '';
      for (const line of lines) if (line !== '') write(line);
    });
  }
  return {
    drain: async () => {
      // The shim answers only when the pipes have taken everything: it is readable now, though perhaps not in one turn.
      for (let quietTurns = 0; quietTurns < 2;) {
        const before = chunkCount;
        await setImmediate();
        quietTurns = chunkCount === before ? quietTurns + 1 : 0;
      }
      for (const [index, rest] of pending.entries()) {
        pending[index] = '';
        if (rest !== '') write(rest);
      }
    },
  };
}
