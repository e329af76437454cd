import { type Item } from '../values';
import { type ItemKey } from './key-schema';

/** An item after one write. */
export interface Version {
  /** Undefined before the first write, and after a deletion. */
  readonly item: Item | undefined;
  readonly bytes: number;
  /** When replicas have it. */
  readonly visibleAtMs: number;
}

/** The most versions on their way to the replicas; more drop the oldest early. */
const maxOlderVersions = 4;

const neverWritten: Version = { item: undefined, bytes: 0, visibleAtMs: Number.NEGATIVE_INFINITY };
const none: readonly Version[] = [];

/** An item with the earlier versions that eventually consistent reads may still see. */
export class StoredItem {
  readonly key: ItemKey;
  /** As a row of its table. */
  readonly stored = this;
  #newest: Version = neverWritten;
  /** Oldest first. */
  #older: readonly Version[] = none;

  constructor(key: ItemKey) {
    this.key = key;
  }

  get newest(): Version {
    return this.#newest;
  }

  get older(): readonly Version[] {
    return this.#older;
  }

  /** @param lagMs - How long replicas lack this version; 0: not at all, and no earlier version is kept. */
  write(item: Item | undefined, bytes: number, nowMs: number, lagMs: number): void {
    if (lagMs === 0) {
      this.#older = none;
    } else {
      this.#forgetPast(nowMs);
      this.#older = [...this.#older, this.#newest].slice(-maxOlderVersions);
    }
    this.#newest = { item, bytes, visibleAtMs: nowMs + lagMs };
  }

  /** @returns The newest version that has reached a replica by then. */
  replicaVersionAt(nowMs: number): Version {
    if (this.#newest.visibleAtMs <= nowMs) return this.#newest;
    return this.#older.findLast(({ visibleAtMs }) => visibleAtMs <= nowMs) ?? this.#older[0] ?? this.#newest;
  }

  /** Drops the versions that no read can see from this time on. */
  #forgetPast(nowMs: number): void {
    if (this.#older.length === 0) return;
    const visible = this.#older.findLastIndex(({ visibleAtMs }) => visibleAtMs <= nowMs);
    this.#older = this.#newest.visibleAtMs <= nowMs ? none : this.#older.slice(Math.max(0, visible));
  }
}
