import { closeSync, openSync, readSync } from 'node:fs';

/** Reads a file to its end, so that the first process to be measured finds it in the system's cache like the others. */
export function readIntoCache(file: string): void {
  const descriptor = openSync(file, 'r');
  const buffer = new Uint8Array(1 << 20);
  while (readSync(descriptor, buffer) > 0);
  closeSync(descriptor);
}
