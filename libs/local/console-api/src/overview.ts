import { type PeopleEvent } from '@pulso/world/telegram';
import * as z from 'zod';

import { operation } from './operation';

/** The header of every page. */
export interface Overview {
  readonly stage: string;
  /** The local cloud's time, epoch ms; it runs as a clock does from then on. */
  readonly nowMs: number;
  readonly bot: { readonly name: string };
  /** Names of the alarms that ring. */
  readonly ringingAlarms: readonly string[];
  /** Whether faults are injected. */
  readonly areFaultsOn: boolean;
  /** What the local cloud must finish before a person can use it: the day of `--demo`; absent: nothing. */
  readonly activity?: string;
  /** Why edited sources can't be built, with file and line: the old code goes on running; empty: no errors. */
  readonly buildErrors: readonly string[];
}

export const overviewOperations = {
  overview: operation<Overview>()(z.strictObject({})),
};

/** Something that happened in the local cloud, as the event stream tells it. `atMs` is its time there, epoch ms. */
export type ConsoleEvent =
  /** Something that a person in a chat sees, or that explains why they see nothing. */
  | { readonly type: 'people'; readonly atMs: number; readonly event: PeopleEvent }
  /** A line of a function's log. */
  | { readonly type: 'log'; readonly atMs: number; readonly logGroup: string; readonly message: string }
  /** A fault that was injected on purpose. */
  | { readonly type: 'fault'; readonly atMs: number; readonly kind: string; readonly target: string }
  | { readonly type: 'alarm'; readonly atMs: number; readonly name: string; readonly state: 'ALARM' | 'OK' }
  /** A mail was sent, or a webhook called. */
  | { readonly type: 'posted'; readonly atMs: number }
  /** A call that the policies have denied, the first time that it is denied. */
  | { readonly type: 'denied'; readonly atMs: number; readonly action: string; readonly resource: string }
  /** The activity, the build errors or the faults of the overview have changed. */
  | { readonly type: 'overview'; readonly atMs: number }
  /** The reader has missed events and must ask again for what it shows. */
  | { readonly type: 'reset'; readonly atMs: number };
