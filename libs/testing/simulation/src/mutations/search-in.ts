import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { type SearchOptions, type SearchResult } from './search-options';

const run = promisify(execFile);

/**
 * Runs searches one after the other in a process of its own, whose code is the mutant's.
 *
 * @param program - As {@link buildMutant} has made it.
 * @returns One result per search, in the same order.
 * @throws When the program fails; the message has what it printed. Not retryable.
 */
export async function searchIn(program: string, searches: readonly SearchOptions[]): Promise<SearchResult[]> {
  const { stdout } = await run(process.execPath, [program, JSON.stringify(searches)], { maxBuffer: 1_000_000 });
  return JSON.parse(stdout);
}
