import { type EventList } from './event-list';

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
