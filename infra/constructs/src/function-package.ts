import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { AssetType, TerraformAsset } from 'cdktn';
import { type Construct } from 'constructs';

import { stackOf } from './pulso-stack';

/**
 * Its source map stays where it was built, for `npm run stack`: Lambda would carry and read it for nothing, and a changed
 * comment would be another package.
 */
const handlerFile = 'handler.js';

/** What Lambda calls: file without extension, then the exported name. */
export const handlerName = 'handler.handler';

/**
 * Makes the zip of one function out of its built app folder.
 *
 * Only the handler's file and the named ones go in, with fixed modes: cdktn copies file modes into the zip, so a
 * strict umask would otherwise change the zip's hash and make the files unreadable to Lambda.
 *
 * @param folder - Where the bundler left the app; relative to the working directory, or absolute.
 * @param furtherFiles - What the handler loads from its folder, by name.
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

/** The bundle that a function deploys does not exist yet. */
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
