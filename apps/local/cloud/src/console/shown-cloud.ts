import { type LocalCloud } from '../cloud/local-cloud';

/** A local cloud as the console shows it. */
export interface ShownCloud extends LocalCloud {
  /** What it is busy with before a person can use it; undefined: nothing. */
  readonly activity: string | undefined;
}
