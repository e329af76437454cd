import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';

import { InvalidPackageError } from '../errors';
import { readZip, type ZipFile } from './read-zip';

/**
 * Unpacks a deployment package into a folder, as Lambda does into `/var/task`.
 *
 * @param packagePath - A zip file.
 * @param folder - Created when it does not exist; it should be empty.
 * @throws {InvalidPackageError} Missing, damaged, or with a path that leads out of the folder; nothing of a package
 * that can't be read is written. Not retryable.
 */
export function unpackPackage(packagePath: string, folder: string): void {
  const files = readPackage(packagePath).map(({ path, content }) => ({ path: resolve(folder, path), content }));
  const outside = files.find(({ path }) => !path.startsWith(`${resolve(folder)}${sep}`));
  if (outside) throw new InvalidPackageError(packagePath, `the path of a file in it leads to "${outside.path}"`);
  mkdirSync(folder, { recursive: true });
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
