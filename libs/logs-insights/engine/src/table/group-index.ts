import { keyOf } from '../execution/group-rows';
import { type Value } from '../values/value';

/** The groups of a query over all its stores, numbered in the order in which they appear. */
export class GroupIndex {
  /** By group: what its first row had for each key. */
  readonly values: (readonly Value[])[] = [];
  readonly #groups = new Map<string, number>();

  groupOf(values: readonly Value[]): number {
    const key = keyOf(values);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = this.values.length;
    this.#groups.set(key, group);
    this.values.push(values);
    return group;
  }
}
