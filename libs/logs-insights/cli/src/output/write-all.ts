import { ClosedPipeError, OutputError, codeOf, messageOf } from '../errors';

/** Fewer and larger writes; a pipe holds 64 KiB. */
const batchLength = 65_536;

/**
 * Writes text to a stream as fast as it is taken.
 *
 * @throws {ClosedPipeError} The reader has gone.
 * @throws {OutputError} The text can't be written.
 */
export async function writeAll(stream: NodeJS.WritableStream, pieces: Iterable<string>): Promise<void> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < batchLength) continue;
    await write(stream, batch);
    batch = '';
  }
  if (batch !== '') await write(stream, batch);
}

async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  try {
    // The callback comes when the text is gone, and with the error when it can't be.
    await new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    const isClosed = ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(codeOf(error) ?? '');
    throw isClosed ? new ClosedPipeError('The output is closed.') : new OutputError(messageOf(error));
  }
}
