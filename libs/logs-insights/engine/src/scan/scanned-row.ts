import { type EventContext, EventRow, type LogEvent } from '../execution/event-row';
import { type WritableRow } from '../execution/row';
import { type Value, Instant } from '../values/value';
import { EscapedObjectReader } from './escaped-object-reader';
import { ExportLineReader } from './export-line-reader';
import { ValueCache, decodeText } from './value-cache';

/**
 * The event of one line as a row. There is one row for all lines, which is pointed from one to the next: who keeps a row
 * keeps that of {@link toEvent}.
 */
export class ScannedRow implements WritableRow {
  readonly line: ExportLineReader;
  ordinal = 0;
  readonly #context: EventContext;
  readonly #slots: ReadonlyMap<string, number>;
  readonly #objects: EscapedObjectReader;
  readonly #values = new ValueCache();
  readonly #made = new Map<string, Value>();
  #bytes: Uint8Array = new Uint8Array();
  #plain: EventRow | undefined;

  /** @param names - The fields that the query reads. */
  constructor(names: readonly string[], context: EventContext) {
    const found = names.filter((name) => !name.startsWith('@') || name.startsWith('@@'));
    this.#context = context;
    this.#slots = new Map(found.map((name, slot) => [name, slot]));
    this.#objects = new EscapedObjectReader(found);
    this.line = new ExportLineReader(found.length > 0 ? this.#objects : undefined);
  }

  /** @returns false for a line that is left to the plain reading. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#plain = undefined;
    if (this.#made.size > 0) this.#made.clear();
    return this.line.read(bytes, start, end);
  }

  get timestamp(): number {
    return this.line.timestamp;
  }

  get(name: string): Value {
    if (this.#made.size > 0 && this.#made.has(name)) return this.#made.get(name);
    if (name === '@timestamp') return new Instant(this.line.timestamp);
    const slot = this.line.hasObject ? this.#slots.get(name) : undefined;
    if (slot === undefined) return this.#asPlain().get(name);
    const { kinds, starts, ends } = this.#objects;
    return this.#values.valueOf(kinds[slot] ?? 0, this.#bytes, starts[slot] ?? 0, ends[slot] ?? 0);
  }

  set(name: string, value: Value): void {
    this.#made.set(name, value);
  }

  /** @returns The event, which may be kept. */
  toEvent(): LogEvent {
    const { timestamp, ingestionTime, messageStart, messageEnd, logStreamStart, logStreamEnd } = this.line;
    return {
      timestamp,
      message: decodeText(this.#bytes, messageStart, messageEnd),
      ...(!Number.isNaN(ingestionTime) && { ingestionTime }),
      ...(logStreamStart >= 0 && { logStream: decodeText(this.#bytes, logStreamStart, logStreamEnd) }),
    };
  }

  #asPlain(): EventRow {
    this.#plain ??= new EventRow(this.toEvent(), this.ordinal, this.#context);
    return this.#plain;
  }
}
