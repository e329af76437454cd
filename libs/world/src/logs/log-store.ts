import { dayMs } from '@pulso/kit/time';
import { type ParsedQuery, type QueryOptions, type QueryResult, runQuery } from '@pulso/logs-insights';

import { AwsError } from '../aws';

/** An event as it is written. */
interface LogEventInput {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

/** An event as it is kept. */
export interface StoredLogEvent extends LogEventInput {
  /** Epoch milliseconds. */
  readonly ingestionTime: number;
  readonly logStream: string;
  readonly logGroupName: string;
}

/** Which events are listed; all when both are left out. Epoch milliseconds, the end exclusive. */
interface EventRange {
  readonly startMs?: number;
  readonly endMs?: number;
}

export interface LogGroup {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly creationTimeMs: number;
  /** Days after which events are no longer seen; undefined: they are kept for ever. */
  readonly retentionDays: number | undefined;
  /** When each stream was created, epoch ms, by its name. */
  readonly streams: Map<string, number>;
  /** By time, then in the order of arrival. */
  readonly events: StoredLogEvent[];
  /** Events that can't be found yet. */
  late: { readonly searchableAtMs: number; readonly event: StoredLogEvent }[];
}

export interface LogStoreOptions {
  readonly clock: { nowMs(): number };
  /** How much later than written an event can be found, ms, asked for each one. Default: at once. */
  readonly lateByMs?: (() => number | undefined) | undefined;
  /** Called for all written events. */
  readonly onAppend?: ((events: readonly StoredLogEvent[]) => void) | undefined;
}

/** The log groups of one account, in memory. */
export class LogStore {
  readonly #groups = new Map<string, LogGroup>();
  readonly #options: LogStoreOptions;

  constructor(options: LogStoreOptions) {
    this.#options = options;
  }

  /** @param creationTimeMs - Epoch ms; left out, it is created now. 0 days of retention: it keeps everything. */
  createLogGroup(
    name: string,
    { retentionDays, creationTimeMs = this.#nowMs() }: Partial<Pick<LogGroup, 'creationTimeMs' | 'retentionDays'>> = {},
  ): void {
    const kept = { streams: new Map<string, number>(), events: [], late: [] };
    this.#groups.set(name, { name, creationTimeMs, retentionDays: retentionDays || undefined, ...kept });
  }

  /** Deletes a log group with its events. @throws {AwsError} As {@link get}. */
  deleteLogGroup(logGroupName: string): void {
    this.#groups.delete(this.get(logGroupName).name);
  }

  /**
   * Writes events, any number, in any order and of any age; the stream is created by its first event.
   *
   * @throws {AwsError} ResourceNotFoundException: the log group does not exist. Not retryable: infra has to declare it.
   */
  append(logGroupName: string, logStream: string, events: readonly LogEventInput[]): void {
    const group = this.get(logGroupName);
    const ingestionTime = this.#nowMs();
    if (!group.streams.has(logStream)) group.streams.set(logStream, ingestionTime);
    const stored = events.map(({ timestamp, message }) => ({
      timestamp: Math.floor(timestamp),
      ...{ message, ingestionTime, logStream, logGroupName },
    }));
    for (const event of stored) {
      const delayMs = this.#options.lateByMs?.() ?? 0;
      if (delayMs > 0) group.late.push({ searchableAtMs: ingestionTime + delayMs, event });
      else insert(group.events, event);
    }
    this.#options.onAppend?.(stored);
  }

  has(logGroupName: string): boolean {
    return this.#groups.has(logGroupName);
  }

  /** @throws {AwsError} ResourceNotFoundException: the log group does not exist. Not retryable. */
  get(logGroupName: string): LogGroup {
    const group = this.#groups.get(logGroupName);
    if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    return group;
  }

  /** @returns The log groups by name. */
  list(): readonly LogGroup[] {
    return [...this.#groups.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  /**
   * Drops the events that are older than the retention.
   *
   * @returns A copy of the others that can be found by now, by time, then in the order of arrival.
   */
  eventsOf(group: LogGroup, { startMs = -Infinity, endMs = Infinity }: EventRange = {}): readonly StoredLogEvent[] {
    const { events, retentionDays = Infinity } = group;
    const nowMs = this.#nowMs();
    if (group.late.length > 0) {
      for (const { searchableAtMs, event } of group.late) if (searchableAtMs <= nowMs) insert(events, event);
      group.late = group.late.filter(({ searchableAtMs }) => searchableAtMs > nowMs);
    }
    events.splice(0, placeOf(events, nowMs - retentionDays * dayMs));
    return events.slice(placeOf(events, startMs), placeOf(events, endMs));
  }

  #nowMs(): number {
    return Math.floor(this.#options.clock.nowMs());
  }
}

function insert(events: StoredLogEvent[], event: StoredLogEvent): void {
  // Mostly the newest event comes last, so nothing has to move.
  const isNewest = (events.at(-1)?.timestamp ?? -Infinity) <= event.timestamp;
  events.splice(isNewest ? events.length : placeOf(events, event.timestamp + 1), 0, event);
}

/** @returns How many events are before a moment. */
function placeOf(events: readonly StoredLogEvent[], epochMs: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.timestamp ?? 0) < epochMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Runs a query over the events of log groups that can be found by now, at once.
 *
 * @param options - Events outside its range of time cost nothing. `share` reads the first part of the events only.
 * @throws {QueryLimitError} The query makes too many rows. Not retryable with the same events.
 */
export function queryLogGroups(
  store: LogStore,
  groups: readonly LogGroup[],
  query: ParsedQuery,
  { share = 1, ...options }: QueryOptions & { readonly share?: number } = {},
): QueryResult {
  const { startTime = -Infinity, endTime = Infinity } = options;
  const range = { startMs: startTime * 1000, endMs: (endTime + 1) * 1000 };
  const events = groups.flatMap((group) => store.eventsOf(group, range));
  return runQuery({ ...options, query, events: events.slice(0, Math.ceil(events.length * share)) });
}
