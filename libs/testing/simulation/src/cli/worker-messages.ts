import { type FaultPlan } from '@pulso/local/fault-plans';

import { type WorldsReport } from './report-of-worlds';

/** What a worker is given when it starts. */
export interface WorkerSettings {
  readonly queryCount: number;
  readonly faults: FaultPlan;
  /** For how long the faults strike, ms; absent: all the time. */
  readonly lastingMs?: number | undefined;
  /** Each world has one fault that stays, which follows from its seed, and not those. */
  readonly isStanding: boolean;
}

/** Neighbouring seeds, `[firstSeed, firstSeed + count)`. */
export interface Chunk {
  readonly firstSeed: number;
  readonly count: number;
}

/** What a worker sends: numbers as it goes, and word that its chunk is done. */
export type WorkerMessage = { readonly type: 'report'; readonly report: WorldsReport } | { readonly type: 'idle' };
