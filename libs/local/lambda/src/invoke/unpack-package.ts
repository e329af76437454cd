import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

import { InvalidPackageError } from '../errors';

interface ZipFile {
  /** As written in the archive, with `/` between folders. */
  readonly path: string;
  readonly content: Buffer;
}

/**
 * Unpacks a deployment package into a folder, as Lambda does into `/var/task`.
 *
 * @param packagePath - A zip file, as our build makes them.
 * @param folder - Created when it does not exist; it should be empty.
 * @throws {InvalidPackageError} Missing, damaged, or with a path that leads out of the folder; then nothing is written.
 * Not retryable.
 */
export function unpackPackage(packagePath: string, folder: string): void {
  const files = readPackage(packagePath).map(({ path, content }) => ({ path: resolve(folder, path), content }));
  const outside = files.find(({ path }) => !path.startsWith(`${resolve(folder)}${sep}`));
  if (outside) throw new InvalidPackageError(packagePath, `the path of a file in it leads to "${outside.path}"`);
  for (const { path, content } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

function readPackage(packagePath: string): ZipFile[] {
  try {
    return readZip(readFileSync(packagePath));
  } catch (error) {
    throw new InvalidPackageError(packagePath, (error as Error).message, { cause: error });
  }
}

/** The last record of an archive, without a comment. */
const endOfDirectory = Buffer.from([0x50, 0x4b, 5, 6]);

/**
 * Reads the files of an archive from its central directory, without folders.
 *
 * @throws {RangeError} Not an archive, damaged, or compressed by a method other than stored and deflated.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
function readZip(archive: Buffer): ZipFile[] {
  const end = archive.lastIndexOf(endOfDirectory);
  if (end < 0) throw new RangeError('it is no zip archive');
  const files: ZipFile[] = [];
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [pathLength, extraLength, commentLength] = [28, 30, 32].map((at) => archive.readUInt16LE(entry + at));
    const pathEnd = entry + 46 + (pathLength ?? 0);
    const path = archive.toString('utf8', entry + 46, pathEnd);
    if (!path.endsWith('/')) files.push({ path, content: readContent(archive, entry, path) });
    entry = pathEnd + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

/** @param entry - Where the file's entry in the central directory begins. */
function readContent(archive: Buffer, entry: number, path: string): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const [zippedBytes, unzippedBytes] = [archive.readUInt32LE(entry + 20), archive.readUInt32LE(entry + 24)];
  const header = archive.readUInt32LE(entry + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const zipped = archive.subarray(start, start + zippedBytes);
  if (method !== 0 && method !== 8) throw new RangeError(`the file "${path}" in it is compressed by method ${method}`);
  const content = method === 0 ? zipped : inflateRawSync(zipped);
  if (content.length !== unzippedBytes) throw new RangeError(`the file "${path}" in it is damaged`);
  return content;
}
