import { discoverFields } from '../discovery/discover-fields';
import { Instant, type Value } from '../values/value';
import { type WritableRow } from './row';

/** One log event. */
export interface LogEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
  /** Epoch milliseconds. */
  readonly ingestionTime?: number;
  readonly logStream?: string;
  /** Where the events of one query come from several log groups; else that of the query counts. */
  readonly logGroupName?: string;
}

/** What all events of a query have in common. */
export interface EventContext {
  readonly logGroupName?: string;
  readonly accountId?: string;
}

/** A log event as a row; its message is read when a field of it is first asked for, and only once. */
export class EventRow implements WritableRow {
  readonly event: LogEvent;
  /** Its place among the events of the query. */
  readonly ordinal: number;
  readonly #context: EventContext;
  #made: Map<string, Value> | undefined;
  #discovered: ReadonlyMap<string, Value> | undefined;

  constructor(event: LogEvent, ordinal: number, context: EventContext) {
    this.event = event;
    this.ordinal = ordinal;
    this.#context = context;
  }

  get timestamp(): number {
    return this.event.timestamp;
  }

  get(name: string): Value {
    if (this.#made?.has(name)) return this.#made.get(name);
    if (name.startsWith('@')) {
      const read = systemFields.get(name);
      if (read) return read(this);
    }
    this.#discovered ??= discoverFields(this.event.message);
    return this.#discovered.get(name);
  }

  set(name: string, value: Value): void {
    this.#made ??= new Map();
    this.#made.set(name, value);
  }

  /** `@ptr`: opaque, and the same for the same event of the same query. */
  get pointer(): string {
    return `local-${this.event.timestamp.toString(36)}-${this.ordinal.toString(36)}`;
  }

  /** `@log`: account id and log group, joined by a colon. */
  get log(): string | undefined {
    const { accountId, logGroupName } = this.#context;
    const name = this.event.logGroupName ?? logGroupName;
    return accountId === undefined || name === undefined ? name : `${accountId}:${name}`;
  }
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html */
const systemFields: ReadonlyMap<string, (row: EventRow) => Value> = new Map([
  ['@message', ({ event }: EventRow): Value => event.message],
  ['@timestamp', ({ event }: EventRow): Value => new Instant(event.timestamp)],
  [
    '@ingestionTime',
    ({ event }: EventRow): Value => (event.ingestionTime === undefined ? undefined : new Instant(event.ingestionTime)),
  ],
  ['@logStream', ({ event }: EventRow): Value => event.logStream],
  ['@log', ({ log }: EventRow): Value => log],
  ['@ptr', ({ pointer }: EventRow): Value => pointer],
]);
