import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';

/** What an input is read from; `-` on the command line is standard input. */
export interface ByteSource {
  /** As it stands in messages. */
  readonly name: string;
  /** undefined where it isn't known before the end. */
  readonly byteCount: number | undefined;
  open(): Readable;
}

/** Larger pieces are read no faster. */
const chunkBytes = 262_144;

/** @throws {Error} The file can't be opened, with Node's message. */
export async function fileSource(path: string, name: string): Promise<ByteSource> {
  const stats = await stat(path);
  if (stats.isDirectory()) throw new Error('is a folder; name the files in it');
  return {
    name,
    byteCount: stats.isFile() ? stats.size : undefined,
    open: () => createReadStream(path, { highWaterMark: chunkBytes }),
  };
}

/**
 * Reads a source to its end.
 *
 * @param signal - Aborted, it ends the reading at once, as if the source had ended there.
 * @throws {Error} The source can't be read any further.
 */
export async function readBytes(
  source: ByteSource,
  take: (bytes: Buffer) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const stream = addAbortSignal(signal, source.open());
  try {
    for await (const bytes of stream) await take(bytes);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
