import * as z from 'zod';

import { operation } from './operation';

/** What stands above every page. */
export interface Overview {
  readonly stage: string;
  /** The local cloud's time, epoch ms; it runs as a clock does from then on. */
  readonly nowMs: number;
  readonly bot: { readonly name: string };
  /** Names of the alarms that ring. */
  readonly ringingAlarms: readonly string[];
  /** What the local cloud is busy with before a person can use it: the day of `--demo`; absent: nothing. */
  readonly activity?: string;
}

export const overviewOperations = {
  overview: operation<Overview>()(z.strictObject({})),
};
