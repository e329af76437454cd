import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** What an input is read from; `-` on the command line is standard input. */
export interface ByteSource {
  /** As it stands in messages. */
  readonly name: string;
  /** undefined where it isn't known before the end. */
  readonly byteCount: number | undefined;
  /** @returns The bytes piece by piece; each piece is written over by the next. */
  open(signal: AbortSignal): AsyncIterable<Buffer>;
}

/** Larger pieces are read no faster. */
const chunkBytes = 262_144;

/** After so many pieces signals and the progress bar get their turn: a few milliseconds. */
const chunksPerTurn = 16;

/** @throws {Error} The file can't be opened, with Node's message. */
export async function fileSource(path: string, name: string): Promise<ByteSource> {
  const stats = await stat(path);
  if (stats.isDirectory()) throw new Error('is a folder; name the files in it');
  // A pipe makes its reader wait, which only a stream can do without holding up everything else.
  if (!stats.isFile()) return streamSource(name, () => createReadStream(path, { highWaterMark: chunkBytes }));
  return { name, byteCount: stats.size, open: () => readRegularFile(path) };
}

/** @param open - Opens the stream; called once. */
export const streamSource = (name: string, open: () => Readable): ByteSource => ({
  name,
  byteCount: undefined,
  open: (signal) => addAbortSignal(signal, open()),
});

/** Reads into one buffer over and over: a stream makes one for each piece, and they pile up faster than they are freed. */
async function* readRegularFile(path: string): AsyncIterable<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const file = openSync(path, 'r');
  try {
    for (let count = 1; ; count += 1) {
      const byteCount = readSync(file, buffer, 0, buffer.length, null);
      if (byteCount === 0) return;
      yield buffer.subarray(0, byteCount);
      if (count % chunksPerTurn === 0) await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Reads a source to its end.
 *
 * @param take - The piece is written over once it resolves.
 * @param signal - Aborted, it ends the reading at once, as if the source had ended there.
 * @throws {Error} The source can't be read any further.
 */
export async function readBytes(
  source: ByteSource,
  take: (bytes: Buffer) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (signal.aborted) return;
    for await (const bytes of source.open(signal)) {
      await take(bytes);
      if (signal.aborted) return;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
