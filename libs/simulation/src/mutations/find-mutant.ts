import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { type SearchOptions, type SearchResult } from './search-options';

const run = promisify(execFile);

/** Runs a mutant's search in a process of its own. */
export async function findMutant(program: string, options: SearchOptions): Promise<SearchResult> {
  const { stdout } = await run(process.execPath, [program, JSON.stringify(options)], { maxBuffer: 1_000_000 });
  return JSON.parse(stdout);
}
