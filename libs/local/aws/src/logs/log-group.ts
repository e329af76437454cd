import { type EventList } from './event-list';

/** An event as it is written. */
export interface LogEventInput {
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
  readonly tags: Readonly<Record<string, string>>;
  readonly events: EventList;
}
