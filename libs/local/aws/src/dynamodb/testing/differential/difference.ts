import { type Aspect } from './compare-outcomes';
import { type Contents } from './contents';
import { type Step } from './step';
import { type Outcome } from './perform-step';

/** One step after which two implementations do not say or hold the same. */
export interface Difference {
  readonly aspect: Aspect;
  readonly step: Step;
  readonly ours: Outcome;
  readonly theirs: Outcome;
  /** Where ours has refused a write, and theirs has not: all that ours holds, before and after. */
  readonly kept?: Contents;
  /** With `stored`: all that each holds after the step. */
  readonly stored?: { readonly ours: Contents; readonly theirs: Contents };
}
