import { parseFaultPlan } from '@pulso/fault-plans';

import { runWorlds } from '../world/run-worlds';
import { type SearchOptions, type SearchResult } from './search-options';

async function search({ faults, queryCount, fromSeed, seedCount, rules }: SearchOptions): Promise<SearchResult> {
  // Stacks of the many errors that a simulation throws on purpose cost more than the simulation.
  Error.stackTraceLimit = 0;
  const plan = parseFaultPlan(faults, 'simulation');
  let found: SearchResult['found'];
  let worldCount = 0;
  await runWorlds(
    (index) => (found || index >= seedCount ? undefined : { seed: fromSeed + index, queryCount, faults: plan }),
    ({ seed, violations }) => {
      worldCount += 1;
      const violation = violations.find(({ rule }) => rules.length === 0 || rules.includes(rule));
      if (violation && (!found || seed < found.seed)) {
        found = { seed, rule: violation.rule, message: violation.message };
      }
    },
  );
  return { seedCount: worldCount, ...(found && { found }) };
}

const [, , argument = '{}'] = process.argv;
search(JSON.parse(argument)).then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error: unknown) => {
    process.stderr.write(error instanceof Error ? `${error.name}: ${error.message}\n` : String(error));
    process.exitCode = 1;
  },
);
