import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares a text with a file that people have looked at.
 *
 * A file that does not exist is written, and the spec fails once: whoever adds or deletes one looks at it.
 *
 * @param path - From the folder of the library's sources.
 */
export function expectGolden(path: string, text: string): void {
  const file = join(__dirname, '..', path);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    throw new Error(`${path} was missing and has been written. Look at it, then run the spec again.`);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
