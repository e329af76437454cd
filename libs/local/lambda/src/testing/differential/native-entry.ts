import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { nativeClientFile } from '../../process/runtime-shim';

const packageFolder = join(__dirname, '../../../../../../dist/native-runtime/node_modules/aws-lambda-ric');

/** @returns The folder of the runtime interface client with its native part; undefined when that was not compiled. */
export const locateNativeRuntime = (): string | undefined =>
  existsSync(join(packageFolder, nativeClientFile)) ? packageFolder : undefined;

/**
 * Writes an entry point that takes the native client out of the shim's hands: the rest of the shim stays, so that the
 * client is all in which two runs differ.
 *
 * @returns Its path.
 */
export function writeNativeEntry(nativeRuntime: string, folder: string): string {
  const path = join(folder, 'native-entry.mjs');
  writeFileSync(
    path,
    `import Module from 'node:module';
const addon = { exports: {} };
process.dlopen(addon, ${JSON.stringify(join(nativeRuntime, nativeClientFile))});
// The shim answers once.
Module._load("${nativeClientFile}");
const load = Module._load;
Module._load = function (file, ...rest) {
  if (file !== "${nativeClientFile}") return load.call(this, file, ...rest);
  Module._load = load;
  return addon.exports;
};
await import(${JSON.stringify(pathToFileURL(join(nativeRuntime, 'index.mjs')).href)});
`,
  );
  return path;
}
