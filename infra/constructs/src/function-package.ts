import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { AssetType, TerraformAsset } from 'cdktn';
import { type Construct } from 'constructs';

import { stackOf } from './pulso-stack';

/**
 * Its source map stays where it was built, for `npm run stack`: Lambda does not need it, and a changed comment would
 * change the package.
 */
const handlerFile = 'handler.js';

/** Lambda's handler: file without extension, then the exported name. */
export const handlerName = 'handler.handler';

/**
 * Makes the zip of one function from its built app folder.
 *
 * It contains only the handler's file and the named ones, with fixed modes: cdktn copies file modes into the zip, so a
 * strict umask would change the zip's hash and make the files unreadable to Lambda.
 *
 * @param folder - The bundler's output folder; relative to the working directory, or absolute.
 * @param furtherFiles - Names of files that the handler loads from its folder.
 * @throws {PackageNotBuiltError} A file is missing. Not retryable.
 */
export function createFunctionPackage(
  scope: Construct,
  folder: string,
  furtherFiles: readonly string[] = [],
): TerraformAsset {
  const files = [handlerFile, ...furtherFiles];
  const source = resolve(folder);
  const missing = files.filter((file) => !existsSync(join(source, file)));
  if (missing.length > 0) throw new PackageNotBuiltError(folder, missing);
  const staging = stackOf(scope).app.stagingPath(scope.node.addr);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  chmodSync(staging, 0o755);
  for (const file of files) {
    copyFileSync(join(source, file), join(staging, file));
    chmodSync(join(staging, file), 0o644);
  }
  return new TerraformAsset(scope, 'package', { path: staging, type: AssetType.ARCHIVE });
}

/** The bundle of a function does not exist yet. */
export class PackageNotBuiltError extends Error {
  override readonly name = 'PackageNotBuiltError';
  readonly folder: string;
  readonly missingFiles: readonly string[];

  constructor(folder: string, missingFiles: readonly string[]) {
    super(`${folder} has no ${missingFiles.join(' and no ')}. Build the app before its stack is synthesized.`);
    this.folder = folder;
    this.missingFiles = missingFiles;
  }
}
