import { type LogEvent, type ParsedQuery, type QueryOptions, type QueryResult, startQuery } from '@pulso/logs-insights';

import { RefusedOperationError } from '../errors';

/** How long everything else in the process waits at a time, ms. */
const sliceMs = 10;

/** A query that reads for longer is given up, ms. */
const longestMs = 15_000;

/** How many events are read between two looks at the time. */
const eventsPerLook = 64;

/** Real time and waiting, which a spec replaces. */
export interface Pace {
  /** Any start, ms. */
  readonly nowMs: () => number;
  /** Lets everything else run. */
  readonly pause: () => Promise<void>;
}

/**
 * Runs a query without holding up the services that run in the same process: after every 10 ms of reading they have
 * their turn. Only what comes after the last event, to sort and to group once more, is done in one go.
 *
 * @throws {RefusedOperationError} It reads for more than 15 s.
 * @throws {QueryLimitError} It makes more rows than may be held. Not retryable with the same events.
 */
export async function runInSlices(
  query: ParsedQuery,
  events: Iterable<LogEvent>,
  options: QueryOptions,
  { nowMs, pause }: Pace,
): Promise<QueryResult> {
  const running = startQuery(query, options);
  let leftMs = longestMs;
  let sliceStartMs = nowMs();
  let count = 0;
  for (const event of events) {
    running.add(event);
    count += 1;
    if (count % eventsPerLook !== 0) continue;
    const usedMs = nowMs() - sliceStartMs;
    if (usedMs < sliceMs) continue;
    leftMs -= usedMs;
    if (leftMs < 0) throw new RefusedOperationError(`The query was given up after ${count} events: it takes too long.`);
    await pause();
    sliceStartMs = nowMs();
  }
  return running.finish();
}
