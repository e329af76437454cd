import { type PerformStep } from './perform-step';

/** Two implementations with the same tables. */
export interface Sides {
  readonly ours: PerformStep;
  readonly theirs: PerformStep;
  /** Called when theirs holds what its own API does not delete. */
  recreateTheirs(): Promise<void>;
}
