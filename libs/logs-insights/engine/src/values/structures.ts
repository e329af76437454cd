import { type Value } from './value';

/** A JSON object or the pairs of a logfmt text, as a function or `parse` gives it; fields of events are never one. */
export class MapValue {
  /** In document order; undefined stands for JSON's null. */
  readonly entries: ReadonlyMap<string, Value>;

  constructor(entries: ReadonlyMap<string, Value>) {
    this.entries = entries;
  }
}

/** A JSON array, or what `split` and `values` give. */
export class ListValue {
  /** undefined stands for JSON's null. */
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }
}
