import { type LogEvent, type QueryResult, runQuery } from '@pulso/logs-insights';

import { readEvents } from '../events/read-events';

/** Events that were read once and are asked many times. */
export interface LogTable {
  append(events: Iterable<LogEvent>): void;
  run(run: { readonly query: string }): QueryResult;
}

/** Runs a query over a file that `writeEvents` has written, reading it once. */
export const queryFile = (query: string, file: string): QueryResult => runQuery({ query, events: readEvents(file) });

/** Makes an empty table. */
export function createLogTable(): LogTable {
  const kept: LogEvent[] = [];
  return {
    append: (events) => {
      for (const event of events) kept.push(event);
    },
    run: ({ query }) => runQuery({ query, events: kept }),
  };
}
