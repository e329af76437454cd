import { type ReportDefinition } from '@pulso/domain/reports';

import { type Facts } from './facts';
import { type Judgement } from './finding';
import { type DoctorPorts } from './ports';

/** What the settings of a stage say of where it is. */
export interface ExpectedPlace {
  readonly region: string;
  /** Absent: any account. */
  readonly accountId?: string;
}

/** What is examined, and when. */
export interface Examination {
  readonly stage: string;
  readonly expected: ExpectedPlace;
  readonly catalogue: readonly ReportDefinition[];
  /** By the clock here; where AWS tells what its own shows, checks go by that. */
  readonly nowMs: number;
}

/** What a check may read with. */
export interface Sources extends Examination {
  readonly ports: DoctorPorts;
  readonly facts: Facts;
}

/** One question about a stage: what it reads, and what that means. */
export interface Check<Reading> {
  /** The first column of its lines. */
  readonly area: string;
  /** Throws what the ports and the facts throw. */
  read(sources: Sources): Promise<Reading>;
  judge(reading: Reading, examination: Examination): readonly Judgement[];
}

/** A check whose reading concerns nothing but itself. */
export interface RunnableCheck {
  readonly area: string;
  run(sources: Sources): Promise<readonly Judgement[]>;
}

export const runnable = <Reading>(check: Check<Reading>): RunnableCheck => ({
  area: check.area,
  run: async (sources) => check.judge(await check.read(sources), sources),
});
