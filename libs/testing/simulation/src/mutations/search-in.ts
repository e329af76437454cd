import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { buildProgram } from './build-program';
import { type SearchOptions, type SearchResult } from './search-options';

const run = promisify(execFile);

/**
 * Runs searches one after the other in a process of its own.
 *
 * @param bundle - As {@link buildMutants} has made it.
 * @returns One result per search, in the same order.
 * @throws When the program fails; the message has what it printed. Not retryable.
 */
export async function searchIn(
  bundle: string,
  searches: readonly SearchOptions[],
  root: string,
): Promise<SearchResult[]> {
  const entry = 'libs/testing/simulation/src/mutations/search-program.ts';
  const program = await buildProgram({ id: 'search-program', entry, folder: 'dist/mutants', edits: [], root });
  const { stdout } = await run(process.execPath, [program, bundle, JSON.stringify(searches)], { maxBuffer: 1_000_000 });
  return JSON.parse(stdout);
}
