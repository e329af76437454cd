import { type Kernel } from '../kernel/kernel';
import { type FaultMix } from './fault-mix';
import { type Features } from './features';
import { type Ledger } from './ledger';
import { type Statistics } from './statistics';
import { type Tables } from './tables';

/** What the books of a world may read. */
export interface Surroundings {
  readonly kernel: Kernel;
  readonly mix: FaultMix;
  readonly features: Features;
  readonly queryCount: number;
  readonly windowMs: number;
  readonly ledger: Ledger;
  readonly tables: Tables;
  readonly statistics: Statistics;
  countFault(kind: string, place: string): void;
  isChangedAt(triggeredAtMs: number): boolean;
}
