import { type Violation } from '../world/ledger';
import { type Statistics } from '../world/statistics';

/** The promises that one world broke. */
export interface BrokenWorld {
  readonly seed: number;
  readonly traceHash: string;
  /** In the order in which they were noticed; the first ones of a world that breaks many. */
  readonly violations: readonly Violation[];
}

/** What a worker tells about some of its worlds. */
export interface WorldsReport {
  /** Seed and trace hash of each. */
  readonly hashes: readonly (readonly [seed: number, traceHash: string])[];
  readonly statistics: Statistics;
  /** All violations by rule, also those that `broken` has no room for. */
  readonly violationCounts: Readonly<Record<string, number>>;
  /** How many worlds have broken a promise. */
  readonly brokenCount: number;
  /** Of the worlds that broke a promise, those with the lowest seeds. */
  readonly broken: readonly BrokenWorld[];
}
