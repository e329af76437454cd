import { createRequire } from 'node:module';

import { type SearchOptions, type SearchResult } from './search-options';

type ChooseMutation = (id: string | undefined) => { search: (options: SearchOptions) => Promise<SearchResult> };

/**
 * Program: takes the path of a bundle of {@link buildMutants} and a JSON list of {@link SearchOptions}, prints one of
 * {@link SearchResult}. It evaluates the bundle for each search anew: no mutation sees what another has left.
 */
async function main(bundle = '', argument = '[]'): Promise<void> {
  // Stacks of the many errors that a simulation throws on purpose cost more than the simulation.
  Error.stackTraceLimit = 0;
  const chooseMutation: ChooseMutation = createRequire(bundle)(bundle);
  const searches: readonly SearchOptions[] = JSON.parse(argument);
  const results: SearchResult[] = [];
  for (const options of searches) results.push(await chooseMutation(options.mutation).search(options));
  process.stdout.write(JSON.stringify(results));
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(error instanceof Error ? `${error.name}: ${error.message}\n` : String(error));
  process.exitCode = 1;
});
