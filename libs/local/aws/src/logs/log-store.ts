import { type LocalClock } from '@pulso/world/time';

import { AwsError } from '../service';
import { EventList, type EventRange, type LogEventInput, type StoredLogEvent } from '@pulso/world/logs';

export interface LogStoreOptions {
  readonly clock: Pick<LocalClock, 'nowMs'>;
  /** By how much, ms, an event is found later than it is written, asked for each one. Default: at once. */
  readonly lateByMs?: () => number | undefined;
  /** Told of everything that is written, for example to print it. */
  readonly onAppend?: (logGroupName: string, logStreamName: string, events: readonly StoredLogEvent[]) => void;
}

export interface LogStream {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly creationTimeMs: number;
}

export interface LogGroup {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly creationTimeMs: number;
  readonly retentionDays: number | undefined;
  readonly streams: Map<string, LogStream>;
  readonly events: EventList;
}

/** An event that is written and can't be found yet. */
interface LateEvent {
  readonly searchableAtMs: number;
  readonly event: StoredLogEvent;
}

export interface LogGroupTraits {
  /** Days after which events are no longer seen; left out or 0, they are kept for ever. */
  readonly retentionDays?: number | undefined;
  /** Epoch ms, of a group that is new here; left out, it is created now. */
  readonly creationTimeMs?: number | undefined;
}

const dayMs = 86_400_000;

/** The log groups of the local cloud, in memory. The Lambda runtime writes here, without a call over the network. */
export class LogStore {
  readonly #groups = new Map<string, LogGroup>();
  /** By log group. */
  readonly #late = new Map<string, LateEvent[]>();
  readonly #options: LogStoreOptions;

  constructor(options: LogStoreOptions) {
    this.#options = options;
  }

  /**
   * Creates a log group, or sets the retention of one that exists.
   *
   * @param traits - What is to be so. Left out, the group keeps the time that it has.
   */
  createLogGroup(name: string, { retentionDays, creationTimeMs }: LogGroupTraits = {}): void {
    const existing = this.#groups.get(name);
    this.#groups.set(name, {
      name,
      creationTimeMs: existing?.creationTimeMs ?? creationTimeMs ?? this.#nowMs(),
      retentionDays: retentionDays === 0 ? undefined : retentionDays,
      streams: existing?.streams ?? new Map<string, LogStream>(),
      events: existing?.events ?? new EventList(),
    });
  }

  /** Forgets a log group with all that is in it. @throws {AwsError} As {@link get}. */
  deleteLogGroup(logGroupName: string): void {
    this.get(logGroupName);
    this.#groups.delete(logGroupName);
    this.#late.delete(logGroupName);
  }

  /** Creates a log stream; harmless when it exists. @throws {AwsError} As {@link get}. */
  createLogStream(logGroupName: string, logStreamName: string): LogStream {
    const { streams } = this.get(logGroupName);
    const stream = streams.get(logStreamName) ?? { name: logStreamName, creationTimeMs: this.#nowMs() };
    streams.set(logStreamName, stream);
    return stream;
  }

  /**
   * Writes events, any number, in any order and of any age; the stream is created by its first event.
   *
   * @throws {AwsError} ResourceNotFoundException: the log group does not exist. Not retryable: infra has to declare it.
   */
  append(logGroupName: string, logStreamName: string, events: readonly LogEventInput[]): void {
    const group = this.get(logGroupName);
    this.createLogStream(logGroupName, logStreamName);
    const ingestionTime = this.#nowMs();
    const stored = events.map(({ timestamp, message }) => ({
      timestamp: Math.floor(timestamp),
      message,
      ingestionTime,
      logStream: logStreamName,
      logGroupName,
    }));
    this.#keep(group, stored);
    this.#options.onAppend?.(logGroupName, logStreamName, stored);
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
   * @returns The others that can be found by now, by time, those of one time in the order in which they arrived.
   */
  eventsOf(group: LogGroup, range?: EventRange): readonly StoredLogEvent[] {
    const { events, retentionDays } = group;
    this.#find(group, this.#nowMs());
    if (retentionDays !== undefined) events.dropBefore(this.#nowMs() - retentionDays * dayMs);
    return events.in(range);
  }

  #keep({ name, events: kept }: LogGroup, events: readonly StoredLogEvent[]): void {
    const { lateByMs } = this.#options;
    const byDelay = events.map((event) => ({ event, delayMs: lateByMs?.() ?? 0 }));
    kept.append(byDelay.filter(({ delayMs }) => delayMs === 0).map(({ event }) => event));
    const late = byDelay.filter(({ delayMs }) => delayMs > 0);
    if (late.length === 0) return;
    const known = this.#late.get(name) ?? [];
    this.#late.set(name, [
      ...known,
      ...late.map(({ event, delayMs }) => ({ event, searchableAtMs: event.ingestionTime + delayMs })),
    ]);
  }

  /** Puts late events among the others, those that can be found at this time. */
  #find({ name, events }: LogGroup, atMs: number): void {
    const late = this.#late.get(name);
    if (!late) return;
    events.append(late.filter(({ searchableAtMs }) => searchableAtMs <= atMs).map(({ event }) => event));
    const left = late.filter(({ searchableAtMs }) => searchableAtMs > atMs);
    if (left.length > 0) this.#late.set(name, left);
    else this.#late.delete(name);
  }

  #nowMs(): number {
    return Math.floor(this.#options.clock.nowMs());
  }
}
