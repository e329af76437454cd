import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

import { RuntimeInterfaceClientError } from '../errors';
import { nativeClientFile } from './runtime-shim';

/**
 * Finds AWS's runtime interface client, the loop that calls a handler, as installed for the working directory.
 *
 * @returns Absolute path of its entry point, checked to load the file that the shim answers for.
 * @throws {RuntimeInterfaceClientError} It is not installed or has changed. Not retryable.
 */
export function locateRuntimeInterfaceClient(): string {
  const workingDirectory = process.cwd();
  const manifest = findManifest(workingDirectory);
  if (manifest !== undefined) return join(dirname(manifest), 'index.mjs');
  throw new RuntimeInterfaceClientError(`The package aws-lambda-ric is not installed for "${workingDirectory}".`);
}

function findManifest(workingDirectory: string): string | undefined {
  try {
    return findPackageJSON('aws-lambda-ric', join(workingDirectory, 'any.js'));
  } catch {
    return undefined;
  }
}

/** @throws {RuntimeInterfaceClientError} The file can't be read, or does not load its native part as it used to. */
export function checkRuntimeInterfaceClient(path: string): void {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    throw new RuntimeInterfaceClientError(`The runtime interface client "${path}" can't be read.`, { cause: error });
  }
  if (source.includes(`"${nativeClientFile}"`)) return;
  throw new RuntimeInterfaceClientError(
    `"${path}" no longer loads ${nativeClientFile}: the shim has to be adapted to this release of aws-lambda-ric.`,
  );
}
