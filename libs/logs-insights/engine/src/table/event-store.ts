import { type LogEvent } from '../execution/event-row';
import { Instant, type Value } from '../values/value';
import { Dictionary } from './dictionary';
import { TableChunk } from './table-chunk';

/** Few enough that the columns of a chunk stay in the processor's cache. */
const defaultEventsPerChunk = 16_384;

/** Chunks of large events are closed earlier: their text must not become longer than a string can be. */
const maxChunkBytes = 16 * 1024 * 1024;

export interface EventStoreOptions {
  readonly logGroupName?: string | undefined;
  readonly eventsPerChunk?: number | undefined;
}

/** What an event may have besides its time and message, by the name of its column. */
const attributes = { logStream: '@logStream', ingestionTime: '@ingestionTime', logGroupName: '@log' } as const;

/** The columns that are filled as events arrive; all others are read from messages when a query needs them. */
export const attributeNames: ReadonlySet<string> = new Set(Object.values(attributes));

/** The events of a table in the order of arrival, in chunks, and the dictionaries of their columns. */
export class EventStore {
  /** The group of events that name none. */
  readonly logGroupName: string | undefined;
  readonly #eventsPerChunk: number;
  #chunks: TableChunk[] = [];
  #dictionaries = new Map<string, Dictionary>();
  #eventCount = 0;
  /** How many events were dropped since the dictionaries were last made anew. */
  #droppedCount = 0;

  /** @throws {RangeError} `eventsPerChunk` is not a positive whole number. Not retryable. */
  constructor({ logGroupName, eventsPerChunk = defaultEventsPerChunk }: EventStoreOptions) {
    if (!Number.isSafeInteger(eventsPerChunk) || eventsPerChunk < 1) {
      throw new RangeError(`A chunk has a positive whole number of events, got ${eventsPerChunk}.`);
    }
    this.logGroupName = logGroupName;
    this.#eventsPerChunk = eventsPerChunk;
  }

  get chunks(): readonly TableChunk[] {
    return this.#chunks;
  }

  get eventCount(): number {
    return this.#eventCount;
  }

  dictionary(columnName: string): Dictionary {
    let dictionary = this.#dictionaries.get(columnName);
    if (!dictionary) {
      dictionary = new Dictionary();
      this.#dictionaries.set(columnName, dictionary);
    }
    return dictionary;
  }

  append(event: LogEvent): void {
    // No range of time holds NaN, so that no query would ever see it.
    if (!(event.timestamp >= -Infinity)) return;
    let chunk = this.#chunks.at(-1);
    if (!chunk || chunk.joined) {
      chunk = new TableChunk();
      this.#chunks.push(chunk);
    }
    const row = chunk.append(event.timestamp, event.message);
    const { logStream, ingestionTime, logGroupName } = event;
    if (logStream !== undefined) this.#setAttribute(chunk, row, attributes.logStream, logStream);
    if (ingestionTime !== undefined) {
      this.#setAttribute(chunk, row, attributes.ingestionTime, new Instant(ingestionTime));
    }
    if (logGroupName !== undefined && logGroupName !== this.logGroupName) {
      this.#setAttribute(chunk, row, attributes.logGroupName, logGroupName);
    }
    this.#eventCount += 1;
    if (chunk.rowCount >= this.#eventsPerChunk || chunk.byteCount >= maxChunkBytes) chunk.close();
  }

  /** @returns The event as it came, with the store's log group when it named none. */
  eventAt(chunk: TableChunk, row: number): LogEvent {
    const logStream = this.#attribute(chunk, row, attributes.logStream);
    const ingestionTime = this.#attribute(chunk, row, attributes.ingestionTime);
    const logGroupName = this.logGroupNameAt(chunk, row);
    return {
      timestamp: chunk.timestamps[row] ?? NaN,
      message: chunk.messageAt(row),
      ...(ingestionTime instanceof Instant && { ingestionTime: ingestionTime.epochMs }),
      ...(typeof logStream === 'string' && { logStream }),
      ...(logGroupName !== undefined && { logGroupName }),
    };
  }

  logGroupNameAt(chunk: TableChunk, row: number): string | undefined {
    const own = this.#attribute(chunk, row, attributes.logGroupName);
    return typeof own === 'string' ? own : this.logGroupName;
  }

  /** Drops events older than `epochMs`: chunks of only such events at once, others one by one. */
  dropBefore(epochMs: number): void {
    const before = this.#eventCount;
    const old = this.#chunks;
    if (old.every(({ minMs }) => minMs >= epochMs)) return;
    this.#chunks = [];
    this.#eventCount = 0;
    for (const chunk of old) {
      if (chunk.minMs >= epochMs) this.#takeOver(chunk);
      else if (chunk.maxMs >= epochMs) this.#copyFrom(chunk, epochMs);
    }
    this.#droppedCount += before - this.#eventCount;
    // What only dropped events had stays in the dictionaries, so that these must be left behind in time.
    if (this.#droppedCount >= this.#eventCount) this.#startDictionaries();
  }

  #setAttribute(chunk: TableChunk, row: number, name: string, value: Value): void {
    const column = chunk.column(name);
    column.codes[row] = this.dictionary(name).codeOf(value);
    column.readCount += 1;
  }

  #attribute(chunk: TableChunk, row: number, name: string): Value {
    const code = chunk.knownColumn(name)?.codes[row];
    return code === undefined ? undefined : this.#dictionaries.get(name)?.values[code];
  }

  #takeOver(chunk: TableChunk): void {
    this.#chunks.push(chunk);
    this.#eventCount += chunk.rowCount;
  }

  /** Makes a chunk of the events that stay. It is closed, since its messages would else hold on to the text of the old one. */
  #copyFrom(chunk: TableChunk, epochMs: number): void {
    this.#chunks.at(-1)?.close();
    for (let row = 0; row < chunk.rowCount; row += 1) {
      if ((chunk.timestamps[row] ?? 0) >= epochMs) this.append(this.eventAt(chunk, row));
    }
    this.#chunks.at(-1)?.close();
  }

  #startDictionaries(): void {
    const old = new EventStore({ logGroupName: this.logGroupName });
    old.#chunks = this.#chunks;
    old.#dictionaries = this.#dictionaries;
    this.#chunks = [];
    this.#dictionaries = new Map();
    this.#eventCount = 0;
    this.#droppedCount = 0;
    for (const chunk of old.#chunks) {
      for (let row = 0; row < chunk.rowCount; row += 1) this.append(old.eventAt(chunk, row));
    }
    this.#chunks.at(-1)?.close();
  }
}
