import { Insights } from '../aws/insights';
import { latencies } from './latencies';
import { type World } from './world';

/** Creates the Logs Insights of a world, whose calls it counts and whose answers are noted for the runs that they are for. */
export function createInsights(world: World): Insights {
  const { kernel, ledger, mix, statistics } = world;
  return new Insights({
    kernel,
    faults: mix.ofInsights(),
    latencyMs: latencies['insights query'],
    answerNow: (queryString, windowEndMs) => world.lateRecords.answerNow(queryString, windowEndMs),
    watcher: {
      onQueryFault: (kind) => world.countFault(kind),
      onCall: (operation, isThrottled) => {
        if (operation === 'StartQuery') statistics.startCalls += 1;
        if (operation === 'GetQueryResults') statistics.pollCalls += 1;
        if (isThrottled) statistics.throttledCalls += 1;
      },
      onEnded: (queryString, windowEndMs) => world.queryStarts.onEnded(queryString, windowEndMs / 1000 - 1),
      onComplete: (windowEndMs) => {
        // No report waits for what is asked again a day later.
        if (kernel.nowMs > windowEndMs + world.windowMs / 2) return;
        for (const run of ledger.runs) if (run.windowEndMs === windowEndMs) run.lastCompleteAtMs = kernel.nowMs;
      },
    },
  });
}
