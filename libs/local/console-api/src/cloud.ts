import * as z from 'zod';

import { operation } from './operation';

/** What a cell shows: a text, a number, a moment, or how long something took. */
export type Fact = number | string | { readonly atMs: number } | { readonly ms: number };

/** A queue, a table or a function in its list; a message, an item or a line of a log in one of them. */
export interface CloudRow {
  /** The name of a part, or a unique id of an entry in it. */
  readonly id: string;
  /** By column, in their order. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** Whether a person must look at it. */
  readonly isBad?: true;
  /** A body, an item, or a line: JSON mostly. */
  readonly text?: string;
  /** The run that it belongs to. */
  readonly runId?: string;
  /** Whether it is a dead letter that can be sent back now. */
  readonly canGoBack?: true;
}

/** What is in a part, by pages. */
export interface CloudPage {
  /** The kind of part, and what to do if something is wrong with it. */
  readonly about: string;
  readonly rows: readonly CloudRow[];
  /** Where the next page begins; absent: this is the last one. */
  readonly next?: string;
  /** The queue that its dead letters came from and return to; absent: none. */
  readonly goesBackTo?: string;
}

export interface LogLine {
  /** Epoch ms. */
  readonly timestamp: number;
  readonly message: string;
}

export interface ScheduleSummary {
  readonly name: string;
  readonly expression: string;
  readonly timezone: string;
  readonly target: string;
  /** Absent: it does not fire by itself. */
  readonly nextMs?: number;
}

/** The schedules and the clock by which they fire. */
export interface ScheduleState {
  readonly nowMs: number;
  /** Where the clock is going; absent: it runs as a clock does. */
  readonly movingToMs?: number;
  /** What it waits for on its way; absent: unknown, or not moving. */
  readonly waitsFor?: string;
  readonly schedules: readonly ScheduleSummary[];
}

export interface AlarmSummary {
  readonly name: string;
  readonly state: 'ALARM' | 'INSUFFICIENT_DATA' | 'OK';
  readonly sinceMs: number;
  /** Why it came into this state. */
  readonly reason: string;
  /** What it means, what to look at first, and the entry of docs/operations.md. */
  readonly description: string;
}

export interface FaultState {
  /** In the format of `--faults`, each with its effect; empty: no faults. */
  readonly rules: readonly { readonly rule: string; readonly does: string }[];
  /** Since these rules hold, most first. */
  readonly struck: readonly { readonly kind: string; readonly target: string; readonly count: number }[];
}

interface Health {
  /** Ringing ones first. */
  readonly alarms: readonly AlarmSummary[];
  /** Calls that the policies have denied. */
  readonly refusals: readonly { readonly message: string; readonly count: number }[];
  readonly faults: FaultState;
}

const name = z.string().min(1).max(300);
const nothing = z.strictObject({});
/** Where a page begins. */
const place = z.string().regex(/^\d{1,9}$/);

const kind = z.enum(['queues', 'tables', 'functions']);

export const cloudOperations = {
  /** All parts of a kind, those with trouble first. */
  'cloud.list': operation<readonly CloudRow[]>()(z.strictObject({ kind })),
  /**
   * Messages, oldest first, items, or lines, newest first, all of them or those that hold a text in any case. Looking at a
   * queue receives nothing.
   */
  'cloud.detail': operation<CloudPage>()(
    z.strictObject({ kind, name, from: place.optional(), holds: z.string().max(2_048).optional() }),
  ),
  /** Sends a dead-letter queue's visible messages back to where they came from, or one of them. */
  'cloud.redrive': operation<{ readonly movedCount: number }>()(
    z.strictObject({ queue: name, messageId: name.optional() }),
  ),
  'cloud.schedules': operation<ScheduleState>()(nothing),
  /** Fires a schedule as if it were due now. */
  'cloud.fire-schedule': operation<{ readonly atMs: number }>()(z.strictObject({ name })),
  /** Lets the clock jump on to a time, from one due thing to the next; answers when all of it is done. */
  'cloud.move-clock': operation<{ readonly nowMs: number }>()(z.strictObject({ toMs: z.number().min(0).max(8.64e15) })),
  /** Stops the clock on its way. */
  'cloud.stop-clock': operation<{ readonly nowMs: number }>()(nothing),
  'cloud.health': operation<Health>()(nothing),
  /** Switches faults on, others on, or all off with `none`; `spec` is what `--faults` takes. */
  'cloud.plan-faults': operation<FaultState>()(z.strictObject({ spec: z.string().max(65_536) })),
};
