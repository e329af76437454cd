import { type RunState, type RunSummary } from '@pulso/local/console-api';

import { type LogLine } from '../../log-line';
import { type RunFacts } from './run-facts';
import { type Invocation } from './run-index';

/** A run, as far as its end tells. */
export interface RunEnd {
  /** Absent while it goes. */
  readonly endedAtMs?: number;
  /** Whose work was the last; undefined when there was none yet. */
  readonly last?: Invocation;
}

/** Lines that say that a destination has the report, or will never have it. */
const settlingEvents: ReadonlySet<unknown> = new Set(['report-delivered', 'delivery-ended', 'report-unchanged']);

/** Lines that say that there will be no report. */
const failingEvents: ReadonlySet<unknown> = new Set(['run-not-started', 'report-not-sent']);

type RunLine = LogLine & { readonly invocation: Invocation };

/** @returns The lines about a run, in the order of time. */
const linesOf = ({ runId, invocations }: Pick<RunFacts, 'invocations' | 'runId'>): RunLine[] =>
  invocations
    .flatMap((invocation) => invocation.lines.map((line) => ({ ...line, invocation })))
    .filter(({ fields }) => fields['runId'] === runId)
    .sort((a, b) => a.timestamp - b.timestamp);

/** A run has ended when as many destinations are settled as its report was sent to. */
export function endOf(run: RunFacts, lines: readonly RunLine[] = linesOf(run)): RunEnd {
  const failed = lines.find(({ fields }) => failingEvents.has(fields['event']));
  if (failed) return { endedAtMs: failed.timestamp, last: failed.invocation };
  const counts = run.receives.map(({ handed }) => (handed?.isFinal ? handed.destinationCount : 0));
  const wanted = Math.max(0, ...counts);
  const settled = lines.filter(({ fields }) => settlingEvents.has(fields['event']));
  // Without the messages, as of an earlier run of the local cloud, the last delivery is the end.
  const ending = wanted === 0 ? settled.at(-1) : settled[wanted - 1];
  if (ending) return { endedAtMs: ending.timestamp, last: ending.invocation };
  const last = run.invocations.at(-1);
  return last ? { last } : {};
}

/** @returns What a list shows of a run. */
export function summarizeRun(run: RunFacts): RunSummary {
  const [reportId = '', trigger = ''] = run.runId.split('/');
  const lines = linesOf(run);
  const { endedAtMs } = endOf(run, lines);
  const askedAtMs = askedAtMsOf(run);
  const bytes = lines.filter(({ fields }) => fields['event'] === 'query-finished');
  return {
    ...{ runId: run.runId, reportId, trigger, askedAtMs },
    state: endedAtMs === undefined ? 'going' : stateOf(lines),
    ...(endedAtMs !== undefined && { durationMs: endedAtMs - askedAtMs }),
    bytesScanned: bytes.reduce((sum, { fields }) => sum + Number(fields['bytesScanned'] ?? 0), 0),
    faultCount: run.faults.filter(({ atMs }) => atMs <= (endedAtMs ?? Infinity)).length,
  };
}

/** A schedule that is fired by hand names the time that it is due at, which may lie ahead. */
export function askedAtMsOf({ runId, invocations, nowMs }: RunFacts): number {
  const firstMs = invocations[0]?.startedAtMs ?? nowMs;
  const dueMs = Date.parse(/\/schedule\/(.*)$/.exec(runId)?.[1] ?? '');
  return Number.isNaN(dueMs) ? firstMs : Math.min(dueMs, firstMs);
}

function stateOf(lines: readonly LogLine[]): Exclude<RunState, 'going'> {
  if (lines.some(({ fields }) => fields['event'] === 'history-answered')) return 'complete';
  const states = lines
    .map(({ fields }) => fields['state'])
    .filter((state) => state !== 'progress' && state !== undefined);
  if (lines.some(({ fields }) => fields['event'] === 'report-without-answers')) return 'failed';
  return states.at(-1) === 'complete' ? 'complete' : states.at(-1) === 'partial' ? 'partial' : 'failed';
}
