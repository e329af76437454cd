import * as z from 'zod';

import { operation } from './operation';

/** A run goes on until every destination has its report or gets none. */
export type RunState = 'going' | 'complete' | 'partial' | 'failed';

/** Where a run stands, in a sentence or two. */
export interface RunStanding {
  readonly text: string;
  /** The queue with its next message; absent: none. */
  readonly queue?: string;
  /** The dead-letter queue with its messages; absent: none. */
  readonly deadLetterQueue?: string;
}

export interface RunSummary {
  readonly runId: string;
  readonly reportId: string;
  /** Its trigger: `schedule`, `chat`, `manual`, `history`. */
  readonly trigger: string;
  /** When it was due or asked for, epoch ms. */
  readonly askedAtMs: number;
  readonly state: RunState;
  /** What it waits for, or why it failed; absent: it is complete. */
  readonly standing?: RunStanding;
  /** From then until every destination had the report; absent while it goes. */
  readonly durationMs?: number;
  readonly bytesScanned: number;
  /** The number of injected faults that struck it before its end. */
  readonly faultCount: number;
}

/** Something in a run that took time, or a fault that struck it. */
export interface RunItem {
  /** The same each time that the run is asked for. */
  readonly id: string;
  /** `wait`: a message in a queue, or an event of Lambda. `work`: an invocation of a function. */
  readonly kind: 'wait' | 'work' | 'fault';
  readonly startMs: number;
  /** That of the start for a fault; absent while it goes on. */
  readonly endMs?: number;
  readonly title: string;
  /** In a word or two. */
  readonly shortTitle: string;
  readonly isBad: boolean;
  readonly requestId?: string;
  /** A function's input and result. */
  readonly details: readonly RunItemDetail[];
}

/** JSON text, or a word. */
export interface RunItemDetail {
  readonly name: string;
  readonly value: string;
}

export interface RunLane {
  readonly id: string;
  readonly service: string;
  readonly title: string;
  /** Of a question: what was asked, and of which logs and time, `[startMs, endMs)`. */
  readonly asks?: {
    readonly query: string;
    readonly logGroups: readonly string[];
    readonly startMs: number;
    readonly endMs: number;
  };
  /** In the order of their starts. */
  readonly items: readonly RunItem[];
}

export interface RunDetail extends RunSummary {
  /** The local cloud's time, epoch ms. */
  readonly nowMs: number;
  /** What began before its end. */
  readonly lanes: readonly RunLane[];
}

interface RunLogLine {
  readonly atMs: number;
  readonly service: string;
  readonly requestId: string;
  /** As it is written. */
  readonly message: string;
}

const ofRun = z.strictObject({ runId: z.string().min(1).max(300) });

export const runOperations = {
  /** The newest first, at most 1,000. */
  'runs.list': operation<readonly RunSummary[]>()(z.strictObject({})),
  'runs.show': operation<RunDetail>()(ofRun),
  /** Lines of all invocations of the run, at most the last 5,000, in the order of time. */
  'runs.logs': operation<readonly RunLogLine[]>()(ofRun),
};
