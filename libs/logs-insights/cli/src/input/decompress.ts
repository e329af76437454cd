import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

/** Takes the bytes of an input as they come. */
export interface ByteSink {
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
export function createDecompressor(take: (bytes: Buffer) => void): ByteSink {
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
