import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** How many bytes at the start of an input tell whether it is packed. */
const magicBytes = 3;

/**
 * Reads an input as its first bytes say: gzip, of one member or several, is inflated under any file name, and the byte
 * order mark of UTF-8 is dropped.
 *
 * @param pieces - The input in order, cut anywhere.
 * @throws {Error} The input can't be read, or what is packed is damaged or ends too early. What came before is given first.
 */
export async function* unpack(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const rest = pieces[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < magicBytes) {
    const { done, value } = await rest.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const all = joined(hasMark ? head.subarray(magicBytes) : head, rest);
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  // What goes wrong is thrown where the stream is read.
  yield* isPacked ? pipeline(all, createGunzip(), () => undefined) : all;
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
