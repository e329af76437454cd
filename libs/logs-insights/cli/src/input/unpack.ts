import { type ByteSink, createDecompressor } from './decompress';

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
