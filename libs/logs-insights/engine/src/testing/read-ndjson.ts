import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns The values of a file of this folder that has one JSON value per line; the specs that read it check them. */
export const readNdjson = <T>(file: string): readonly T[] =>
  readFileSync(join(__dirname, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): T => JSON.parse(line));
