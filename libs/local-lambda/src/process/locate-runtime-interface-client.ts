import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { RuntimeInterfaceClientError } from '../errors';
import { nativeClientFile } from './runtime-shim';

/**
 * Finds AWS's runtime interface client, the loop that calls a handler, as installed for the working directory.
 *
 * @returns Absolute path of its entry point, checked to load the file that the shim answers for.
 * @throws {RuntimeInterfaceClientError} It is not installed or has changed. Not retryable.
 */
export function locateRuntimeInterfaceClient(workingDirectory = process.cwd()): string {
  try {
    return createRequire(join(workingDirectory, '/')).resolve('aws-lambda-ric');
  } catch (error) {
    throw new RuntimeInterfaceClientError(`The package aws-lambda-ric is not installed for "${workingDirectory}".`, {
      cause: error,
    });
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
