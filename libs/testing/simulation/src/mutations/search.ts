import { parseFaultPlan } from '@pulso/local/fault-plans';

import { runWorlds } from '../world/run-worlds';
import { countIn } from '../world/statistics';
import { type SearchOptions, type SearchResult, usualQueryCount } from './search-options';

/** Far more than these small worlds need: a mutant whose messages beget messages must not take minutes. */
const maxEventCount = 20_000;

/** Runs the worlds of a search, under the mutation that was chosen when this module was evaluated. */
export async function search({
  faults,
  queryCount = usualQueryCount,
  fromSeed,
  seedCount,
  rules,
  goesOn,
}: SearchOptions): Promise<SearchResult> {
  const plan = parseFaultPlan(faults, 'simulation');
  let found: SearchResult['found'];
  let worldCount = 0;
  const worldCounts: Record<string, number> = {};
  await runWorlds(
    (index) =>
      (found && !goesOn) || index >= seedCount
        ? undefined
        : { seed: fromSeed + index, queryCount, faults: plan, maxEventCount },
    ({ seed, violations }) => {
      worldCount += 1;
      for (const rule of new Set(violations.map((violation) => violation.rule))) countIn(worldCounts, rule);
      const violation = violations.find(({ rule }) => !rules || rules.includes(rule));
      if (violation && (!found || seed < found.seed)) {
        found = { seed, rule: violation.rule, message: violation.message };
      }
    },
  );
  return { seedCount: worldCount, worldCounts, ...(found && { found }) };
}
