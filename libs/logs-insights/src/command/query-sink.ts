import { type LogEvent } from '../engine/event-row';
import { type QueryResult, type QueryRun, runQuery } from '../engine/run-query';

/** Takes the events of a query one by one. */
export interface EventSink {
  add(event: LogEvent): void;
  /** @returns The result over all events so far; nothing may be added afterwards. */
  finish(): QueryResult;
}

/** Starts a query whose events come from somewhere that can't be iterated over without waiting. */
export function startQuery(run: Omit<QueryRun, 'events'>): EventSink {
  const events: LogEvent[] = [];
  return {
    add: (event) => void events.push(event),
    finish: () => runQuery({ ...run, events }),
  };
}
