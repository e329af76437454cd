import { type Statistics } from '../world/statistics';
import { type BrokenWorld } from './report-of-worlds';
import { type SimulateOptions } from './simulate-options';

/** How fast it went: the only part of an outcome that depends on the machine. */
export interface Speed {
  readonly elapsedMs: number;
  /** Processor time of all threads together. */
  readonly cpuMs: number;
  readonly workerCount: number;
  /** For example `v24.21.0`. */
  readonly nodeVersion: string;
}

/** What a range of seeds has led to. */
export interface Outcome {
  readonly options: SimulateOptions;
  readonly statistics: Statistics;
  readonly violationCounts: Readonly<Record<string, number>>;
  readonly brokenCount: number;
  readonly broken: readonly BrokenWorld[];
  /** Undefined when worlds are missing. */
  readonly traceHash: string | undefined;
  readonly isInterrupted: boolean;
  readonly speed: Speed;
}
