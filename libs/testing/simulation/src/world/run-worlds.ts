import { checkAtEnd } from '../invariants/check-at-end';
import { judgePersistent } from '../persistent/judge-persistent';
import { type Violation } from './ledger';
import { type Statistics } from './statistics';
import { startTriggers } from './triggers';
import { createWorld } from './create-world';
import { type World } from './world';
import { type WorldOptions } from './world-options';

export interface WorldResult {
  /** As they were given: which world this is. */
  readonly options: WorldOptions;
  readonly seed: number;
  /** Eight hexadecimal digits: equal for equal seed, options and code. */
  readonly traceHash: string;
  /** In the order in which they were noticed. */
  readonly violations: readonly Violation[];
  readonly statistics: Statistics;
  /** How many calls the functions made: the places where one of them could have died. */
  readonly callCount: number;
}

/**
 * A world with more events does not come to rest. Others have had 22,000 at most, with 1,000 questions 13,000. Where a
 * fault stays, sweeps repeat a report for a day and each of its messages is received up to 60 times: with four
 * destinations that takes millions.
 */
const maxEventCountOf = ({ queryCount, options: { lastingMs } }: World): number =>
  lastingMs === undefined ? 200_000 + 500 * queryCount : 6_000_000 + 5_000 * queryCount;

/**
 * How many worlds take turns: each wait for promises serves all of them, and few enough share the processor's caches
 * (64 were a quarter slower than 4).
 */
const worldsAtOnce = 4;

/** Waits until every promise that can settle has: `setImmediate` comes after all microtasks. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs worlds to their ends, many at a time, each by itself: what happens in one depends on its options only.
 *
 * @param optionsOf - The options of the n-th world, from 0; undefined when there are no more.
 * @param onResult - Told about each world when it is over, in no particular order.
 */
export async function runWorlds(
  optionsOf: (index: number) => WorldOptions | undefined,
  onResult: (result: WorldResult, world: World) => void,
): Promise<void> {
  let nextIndex = 0;
  const worlds: World[] = [];
  for (;;) {
    while (worlds.length < worldsAtOnce) {
      const options = optionsOf(nextIndex);
      if (!options) break;
      nextIndex += 1;
      const world = createWorld(options);
      startTriggers(world);
      worlds.push(world);
    }
    if (worlds.length === 0) return;
    let hasEnded = false;
    for (const world of worlds) if (!stepOrStop(world)) hasEnded = true;
    await settled();
    if (hasEnded) {
      for (const world of worlds.splice(0)) {
        // The last event may have planned more: only now a world without events is over.
        if (stepOrStop(world)) worlds.push(world);
        else onResult(conclude(world), world);
      }
      await settled();
    }
  }
}

/** Runs one world. */
export async function runWorld(options: WorldOptions): Promise<WorldResult> {
  const results: WorldResult[] = [];
  await runWorlds(
    (index) => (index === 0 ? options : undefined),
    (result) => void results.push(result),
  );
  const [result] = results;
  if (!result) throw new Error('The world has no result.');
  return result;
}

function stepOrStop(world: World): boolean {
  // Consequences of a programming error are not this world's subject, and may never end.
  if (world.ledger.hasBug) return false;
  const limit = world.options.maxEventCount ?? maxEventCountOf(world);
  if (world.kernel.eventCount < limit) return world.kernel.step();
  world.ledger.violate('restless', `There was no end after ${limit} events: ${busiestOf(world)}`);
  return false;
}

/** What has gone on: what each queue has delivered, the busiest first, and the calls of all functions. */
function busiestOf({ statistics: { receives, startCalls, pollCalls }, callCount }: World): string {
  const queues = Object.entries(receives)
    .sort(([, one], [, other]) => other - one)
    .map(([queue, count]) => `${queue} has delivered ${count} messages, `);
  return `${queues.join('')}${callCount} calls were made, ${startCalls} of StartQuery and ${pollCalls} of GetQueryResults`;
}

function conclude(world: World): WorldResult {
  checkAtEnd(world);
  const { kernel, ledger, statistics, callCount, options, seed } = world;
  statistics.events = kernel.eventCount;
  statistics.calls = callCount;
  const violations = options.lastingMs === undefined ? ledger.violations : judgePersistent(world);
  return { options, seed, traceHash: kernel.traceHash, violations, statistics, callCount };
}
