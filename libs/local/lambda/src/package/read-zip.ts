import { crc32, inflateRawSync } from 'node:zlib';

/** One file of a zip archive. */
export interface ZipFile {
  /** As written in the archive, with `/` between folders; not checked for safety. */
  readonly path: string;
  readonly content: Buffer;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const headerSignature = 0x04034b50;
const endLength = 22;
const maxCommentLength = 0xffff;
const symbolicLink = 0o120000;

/** Lambda's limit for a package with everything unzipped, bytes. */
const maxUnzippedBytes = 250 * 1024 * 1024;

/**
 * Reads the files of a zip archive from its central directory, folders left out.
 *
 * @returns In archive order.
 * @throws {RangeError} No archive, damaged, over 250 MB unzipped, or it uses what is not read here: encryption, zip64,
 * symbolic links, a method other than stored and deflated. Not retryable.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function readZip(archive: Buffer): ZipFile[] {
  const end = findEnd(archive);
  const entryCount = archive.readUInt16LE(end + 10);
  const files: ZipFile[] = [];
  let offset = archive.readUInt32LE(end + 16);
  let unzippedBytes = 0;
  for (let index = 0; index < entryCount; index += 1) {
    const { entry, nextOffset } = readEntry(archive, offset);
    offset = nextOffset;
    unzippedBytes += entry.unzippedBytes;
    if (unzippedBytes > maxUnzippedBytes) throw new RangeError(`it has more than ${maxUnzippedBytes} bytes unzipped`);
    if (!entry.path.endsWith('/')) files.push({ path: entry.path, content: readContent(archive, entry) });
  }
  return files;
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly checksum: number;
  readonly zippedBytes: number;
  readonly unzippedBytes: number;
  readonly headerOffset: number;
}

function findEnd(archive: Buffer): number {
  const lowest = Math.max(0, archive.length - endLength - maxCommentLength);
  for (let offset = archive.length - endLength; offset >= lowest; offset -= 1) {
    if (archive.readUInt32LE(offset) === endSignature) return offset;
  }
  throw new RangeError('it is no zip archive');
}

function readEntry(archive: Buffer, offset: number): { entry: Entry; nextOffset: number } {
  requireSignature(archive, offset, entrySignature, 46);
  const flags = archive.readUInt16LE(offset + 8);
  const nameLength = archive.readUInt16LE(offset + 28);
  const pathStart = offset + 46;
  const path = archive.toString('utf8', pathStart, pathStart + nameLength);
  if ((flags & 1) === 1) throw new RangeError(`the file "${path}" in it is encrypted`);
  const unixMode = archive.readUInt32LE(offset + 38) >>> 16;
  if ((unixMode & 0o170000) === symbolicLink) throw new RangeError(`"${path}" in it is a symbolic link`);
  const entry: Entry = {
    path,
    method: archive.readUInt16LE(offset + 10),
    checksum: archive.readUInt32LE(offset + 16),
    zippedBytes: archive.readUInt32LE(offset + 20),
    unzippedBytes: archive.readUInt32LE(offset + 24),
    headerOffset: archive.readUInt32LE(offset + 42),
  };
  const trailing = archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
  return { entry, nextOffset: pathStart + nameLength + trailing };
}

function readContent(archive: Buffer, entry: Entry): Buffer {
  const { path, headerOffset, zippedBytes, unzippedBytes } = entry;
  if (headerOffset === 0xffffffff) throw new RangeError('it is a zip64 archive');
  requireSignature(archive, headerOffset, headerSignature, 30);
  const start = headerOffset + 30 + archive.readUInt16LE(headerOffset + 26) + archive.readUInt16LE(headerOffset + 28);
  const content = expand(archive.subarray(start, start + zippedBytes), entry);
  if (content.length !== unzippedBytes || crc32(content) !== entry.checksum) {
    throw new RangeError(`the file "${path}" in it is damaged`);
  }
  return content;
}

function expand(zipped: Buffer, { path, method, unzippedBytes }: Entry): Buffer {
  if (method === 0) return zipped;
  if (method !== 8) throw new RangeError(`the file "${path}" in it is compressed with the unknown method ${method}`);
  // The bound keeps a small archive from filling the memory.
  return inflateRawSync(zipped, { maxOutputLength: Math.max(unzippedBytes, 1) });
}

function requireSignature(archive: Buffer, offset: number, signature: number, length: number): void {
  if (offset + length <= archive.length && archive.readUInt32LE(offset) === signature) return;
  throw new RangeError('it is damaged');
}
