import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

/** How many bytes at the start of an input tell whether it is packed. */
const magicBytes = 3;

/**
 * Chooses by an input's first bytes how it is read: gzip is inflated under any file name, and the byte order mark of
 * UTF-8 is dropped.
 *
 * @param take - Takes the bytes as they are when nothing is packed.
 */
export function createUnpacker(take: (bytes: Buffer) => void): ByteSink {
  let held = Buffer.alloc(0);
  let sink: ByteSink | undefined;
  const open = async (): Promise<ByteSink> => {
    const isPacked = held[0] === 0x1f && held[1] === 0x8b;
    const hasMark = held[0] === 0xef && held[1] === 0xbb && held[2] === 0xbf;
    const chosen = isPacked ? createDecompressor(take) : { write: async (bytes: Buffer) => take(bytes), end };
    sink = chosen;
    await chosen.write(hasMark ? held.subarray(magicBytes) : held);
    return chosen;
  };
  return {
    write: async (bytes) => {
      if (sink) return sink.write(bytes);
      held = Buffer.concat([held, bytes]);
      if (held.length >= magicBytes) await open();
    },
    end: async () => (sink ?? (await open())).end(),
  };
}

const end = async (): Promise<void> => undefined;

/** Takes the bytes of an input as they come. */
interface ByteSink {
  /** Resolves when the bytes have been dealt with: the next ones may come then. */
  write(bytes: Buffer): Promise<void>;
  /** The bytes have ended. @throws {Error} They ended too early. */
  end(): Promise<void>;
}

/** Zeros inflate a thousandfold: so much of an input at a time stays below 17 MiB. */
const sliceBytes = 16_384;

/**
 * Inflates gzip, several members in a row too.
 *
 * @param take - Takes what has been inflated, at once.
 * @throws {Error} The data is damaged or ends too early; what came before has been taken then.
 */
function createDecompressor(take: (bytes: Buffer) => void): ByteSink {
  const gunzip = createGunzip();
  let failure: unknown;
  // After an error a stream does not call back for the bytes that it was given last.
  let proceed = (): void => undefined;
  const fail = (error: unknown): void => {
    failure ??= error;
    proceed();
  };
  gunzip.on('error', fail);
  gunzip.on('data', (bytes: Buffer) => {
    // Thrown in an event handler, an error would end the process.
    try {
      if (failure === undefined) take(bytes);
    } catch (error) {
      fail(error);
    }
  });
  const check = (): void => {
    if (failure !== undefined) throw failure;
  };
  return {
    write: async (bytes) => {
      for (let start = 0; start < bytes.length; start += sliceBytes) {
        const slice = bytes.subarray(start, start + sliceBytes);
        await new Promise<void>((resolve) => {
          proceed = resolve;
          gunzip.write(slice, () => resolve());
        });
        check();
      }
    },
    end: async () => {
      check();
      gunzip.end();
      await once(gunzip, 'end').catch(fail);
      check();
    },
  };
}
