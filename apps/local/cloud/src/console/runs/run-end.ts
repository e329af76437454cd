import { type RunState, type RunSummary } from '@pulso/local/console-api';

import { type LogLine } from '../../log-line';
import { type RunFacts, type Receive } from './run-facts';
import { type Invocation } from './run-index';
import { hasFailed } from './words';

/** A run, as far as its end tells. */
interface RunEnd {
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
export const linesOf = ({ runId, invocations }: Pick<RunFacts, 'invocations' | 'runId'>): RunLine[] =>
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
  const taken = takenAtLast(run);
  const lastTaken = taken.length >= wanted ? taken.at(-1)?.invocation : undefined;
  if (wanted > 0 && lastTaken?.endedAtMs !== undefined) return { endedAtMs: lastTaken.endedAtMs, last: lastTaken };
  const last = run.invocations.at(-1);
  return last ? { last } : {};
}

/**
 * An invocation that is killed behind its delivery logs no line of it, and those after it have nothing left to do: a
 * message of the report at last that the notifier takes without a failure says that its destination has it.
 *
 * @returns The first receive of each destination, in the order of time.
 */
function takenAtLast({ receives }: Pick<RunFacts, 'receives'>): readonly Receive[] {
  const taken = receives.filter(
    (each) =>
      each.invocation.service === 'notifier' &&
      each.invocation.endedAtMs !== undefined &&
      each.handed?.isFinal &&
      each.handed.destinationCount === 1 &&
      !hasFailed(each),
  );
  return [...Map.groupBy(taken, ({ handed }) => handed?.destination).values()].flatMap(([first]) => first ?? []);
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

/** A part of the time that a run took: a message waited for a receive, or a function worked on it. */
export interface Step {
  readonly kind: 'wait' | 'work';
  readonly fromMs: number;
  readonly toMs: number;
  readonly receive: Receive;
}

/**
 * Follows what the end of a run waited for back to its beginning: the invocation that ended it, since when its message
 * waited, the invocation that sent that message, and so on. Each is older than the one before, so this ends.
 *
 * @param last - The invocation that ended the run.
 * @param endMs - When it did.
 * @returns Steps without gaps, in the order of time.
 */
export function traceBack(run: RunFacts, last: Invocation, endMs: number, askedAtMs: number): Step[] {
  const steps: Step[] = [];
  let [receive, cursorMs] = [latestIn(run, last), endMs];
  while (receive) {
    const { startedAtMs } = receive.invocation;
    steps.push({ kind: 'work', fromMs: startedAtMs, toMs: cursorMs, receive });
    const before: Receive | undefined = receive.earlier ?? senderOf(run, receive);
    const sinceMs = waitsSinceMs(receive) ?? before?.invocation.endedAtMs ?? startedAtMs;
    cursorMs = before ? Math.min(sinceMs, startedAtMs) : askedAtMs;
    if (cursorMs < startedAtMs) steps.push({ kind: 'wait', fromMs: cursorMs, toMs: startedAtMs, receive });
    // An answer is sent for the question's own job; what the aggregator sends, for the last of what it has counted.
    receive = before?.invocation.service === 'aggregator' ? latestIn(run, before.invocation) : before;
  }
  return steps.reverse();
}

/** @returns Since when a message waited for a receive: since the end of the one before, or since it was sent. */
export const waitsSinceMs = ({ earlier, handed }: Receive): number | undefined =>
  earlier?.invocation.endedAtMs ?? handed?.message?.sentAtMs;

/** Of a batch, the message that was there last: the invocation could not have begun before. */
function latestIn({ receives }: RunFacts, invocation: Invocation): Receive | undefined {
  const own = receives.filter((receive) => receive.invocation === invocation);
  // The deadline has lain in the queue since the beginning.
  const others = own.filter(({ handed }) => handed?.type !== 'run-deadline');
  // An older revision in the same batch is not what the end was about.
  const final = others.filter(({ handed }) => handed?.isFinal);
  return (final.length > 0 ? final : others.length > 0 ? others : own)
    .toSorted((a, b) => (waitsSinceMs(a) ?? 0) - (waitsSinceMs(b) ?? 0))
    .at(-1);
}

/** By the type of a message. */
const senders: Readonly<Record<string, string>> = {
  'run-request': 'bot',
  'request-failed': 'dispatcher',
  'run-opened': 'dispatcher',
  'run-deadline': 'dispatcher',
  'history-requested': 'dispatcher',
  'query-finished': 'query-worker',
  'report-update': 'aggregator',
  deliver: 'notifier',
};

/** @returns What sent a message; undefined where the run begins, or where it is not known. */
function senderOf({ receives }: RunFacts, { invocation, handed }: Receive): Receive | undefined {
  const before = receives.filter((each) => each.invocation.startedAtMs < invocation.startedAtMs);
  // A sweep has looked at a run that went no further: what came last before it is what it has repaired. Of deliveries, only
  // that of the report at last is one.
  if (!handed) {
    if (invocation.service !== 'aggregator') return undefined;
    return before.findLast((each) => each.invocation.service !== 'notifier' || each.handed?.isFinal);
  }
  const { type, queryId, attempt, message } = handed;
  const sentAtMs = message?.sentAtMs ?? invocation.startedAtMs;
  const service = senders[type] ?? (attempt > 0 ? 'query-worker' : 'dispatcher');
  const mayHaveSent = before.filter(
    (each) =>
      each.invocation.service === service &&
      (service !== 'query-worker' || each.handed?.queryId === queryId) &&
      // SQS counts whole milliseconds.
      each.invocation.startedAtMs <= sentAtMs + 1,
  );
  return mayHaveSent.findLast((each) => (each.invocation.endedAtMs ?? Infinity) >= sentAtMs) ?? mayHaveSent.at(-1);
}
