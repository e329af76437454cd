import { createUtf16Decoder } from './decode-utf16';
import { type ByteSink, createDecompressor } from './decompress';

/** How many bytes at the start of an input tell what it is packed in. */
const magicBytes = 7;

/** The first bytes of formats that are recognised but not read, each with the command that unpacks it to a pipe. */
const foreignFormats: readonly (readonly [start: RegExp, name: string, program: string])[] = [
  [/^\x28\xb5\x2f\xfd/, 'zstd', 'zstd -dc'],
  [/^BZh[1-9]1AY/, 'bzip2', 'bzip2 -dc'],
  [/^\xfd7zXZ\0/, 'xz', 'xz -dc'],
  [/^PK\x03\x04/, 'zip', 'unzip -p'],
];

/**
 * Chooses by an input's first bytes how it is read: gzip is inflated under any file name, UTF-16 is recoded, and the
 * byte order mark of UTF-8 is dropped. For input packed in another way the sink throws, naming what unpacks it.
 *
 * @param take - Takes the bytes as they are when nothing is packed.
 */
export function createUnpacker(take: (bytes: Buffer) => void): ByteSink {
  let held = Buffer.alloc(0);
  let sink: ByteSink | undefined;
  const open = async (): Promise<ByteSink> => {
    const { sink: chosen, skipped } = chooseSink(held, take);
    sink = chosen;
    if (held.length > skipped) await chosen.write(held.subarray(skipped));
    held = Buffer.alloc(0);
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

function chooseSink(head: Buffer, take: (bytes: Buffer) => void): { sink: ByteSink; skipped: number } {
  const [, name, program] = foreignFormats.find(([start]) => start.test(head.toString('latin1', 0, magicBytes))) ?? [];
  if (name !== undefined) throw new Error(`is packed with ${name}, and only gzip is read; pipe it in from ${program}`);
  if (head[0] === 0x1f && head[1] === 0x8b) return { sink: createDecompressor(take), skipped: 0 };
  if (head[0] === 0xff && head[1] === 0xfe) return { sink: createUtf16Decoder('utf-16le', take), skipped: 0 };
  if (head[0] === 0xfe && head[1] === 0xff) return { sink: createUtf16Decoder('utf-16be', take), skipped: 0 };
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return { sink: { write: async (bytes) => take(bytes), end: async () => undefined }, skipped: hasMark ? 3 : 0 };
}
