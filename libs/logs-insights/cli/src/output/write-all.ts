import { codeOf, messageOf } from '../error-text';

/** The reader of the output has gone (`| head`). No failure: there is nothing left to do. */
export class ClosedPipeError extends Error {
  override readonly name = 'ClosedPipeError';
}

/** The output takes no more, for example since a disk is full. The message says why. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

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
    if (isClosedPipe(error)) throw new ClosedPipeError('The output is closed.');
    throw new OutputError(reasons[codeOf(error) ?? ''] ?? messageOf(error));
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left',
  EDQUOT: 'the quota of the disk is used up',
  EIO: 'the device reports an error',
};

const isClosedPipe = (error: unknown): boolean => ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(codeOf(error) ?? '');
