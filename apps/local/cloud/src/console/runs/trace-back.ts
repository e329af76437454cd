import { type Handed } from './read-handed';
import { type Invocation } from './run-index';
import { type RunFacts, handedOf } from './run-facts';
import { laneIdOf, waitId, workId } from './item-ids';

/** A part of the time that a run took: a message waited, or a function worked on it. */
export interface Step {
  readonly kind: 'wait' | 'work';
  readonly fromMs: number;
  readonly toMs: number;
  /** Of a wait: the one that ended it. */
  readonly invocation: Invocation;
  readonly handed?: Handed;
  /** The receive before, where the message has come back. */
  readonly earlier?: Invocation;
  readonly itemId: string;
}

/** One message after the other leads from the request to the last delivery; repeats add to it. */
const maxStepCount = 200;

/**
 * Follows what the end of a run waited for back to its beginning: the invocation that ended it, since when its message
 * waited, the invocation that sent that message, and so on.
 *
 * @param last - The invocation that ended the run.
 * @param endMs - When it did.
 * @returns Steps without gaps, in the order of time.
 */
export function traceBack(run: RunFacts, last: Invocation, endMs: number, askedAtMs: number): Step[] {
  const steps: Step[] = [];
  let [invocation, cursorMs] = [last, endMs];
  while (steps.length < maxStepCount) {
    const handed = latestOf(handedOf(invocation, run.runId), run, invocation);
    const { startedAtMs, service } = invocation;
    const itemId = workId(invocation, laneIdOf(service, handed ?? {}));
    const handedPart = handed && { handed };
    steps.push({ kind: 'work', fromMs: startedAtMs, toMs: cursorMs, invocation, ...handedPart, itemId });
    const earlier = earlierOf(run, invocation, handed);
    const sender = earlier ?? senderOf(run, invocation, handed);
    const sinceMs = earlier ? (earlier.endedAtMs ?? startedAtMs) : (handed?.message?.sentAtMs ?? sender?.endedAtMs);
    const fromMs = sender === undefined ? askedAtMs : Math.min(sinceMs ?? startedAtMs, startedAtMs);
    const wait = { kind: 'wait' as const, fromMs, toMs: startedAtMs, invocation, ...handedPart };
    const waitItemId = handed ? waitId(invocation, handed) : itemId;
    if (fromMs < startedAtMs) steps.push({ ...wait, ...(earlier && { earlier }), itemId: waitItemId });
    if (!sender) break;
    [invocation, cursorMs] = [sender, fromMs];
  }
  return steps.reverse();
}

/** Of a batch, the message that was there last: the invocation could not have begun before. */
function latestOf(handed: readonly Handed[], run: RunFacts, invocation: Invocation): Handed | undefined {
  const thereAtMs = (each: Handed): number =>
    earlierOf(run, invocation, each)?.endedAtMs ?? each.message?.sentAtMs ?? 0;
  // The deadline has lain in the queue since the beginning.
  const candidates = handed.length > 1 ? handed.filter(({ type }) => type !== 'run-deadline') : handed;
  return candidates.toSorted((a, b) => thereAtMs(a) - thereAtMs(b)).at(-1);
}

/** @returns The invocation before that had the same message, or the same event, and left it. */
export function earlierOf(run: RunFacts, invocation: Invocation, handed: Handed | undefined): Invocation | undefined {
  const { message } = handed ?? {};
  const before = run.invocations.filter(({ startedAtMs }) => startedAtMs < invocation.startedAtMs);
  if (!message) return before.findLast(({ requestId }) => requestId === invocation.requestId);
  if (message.receiveCount < 2) return undefined;
  return before.findLast((each) =>
    handedOf(each, run.runId).some(
      (own) => own.message?.id === message.id && own.message.receiveCount < message.receiveCount,
    ),
  );
}

const senders: Readonly<Record<string, readonly string[]>> = {
  'run-request': ['bot'],
  'run-opened': ['dispatcher'],
  'run-deadline': ['dispatcher'],
  'history-requested': ['dispatcher'],
  'query-finished': ['query-worker'],
  'report-update': ['aggregator'],
  deliver: ['notifier'],
};

/** @returns The invocation that sent a message; undefined where the run begins, or where it is not known. */
function senderOf(run: RunFacts, { startedAtMs, service }: Invocation, handed?: Handed): Invocation | undefined {
  const before = run.invocations.filter((each) => each.startedAtMs < startedAtMs);
  // A sweep has looked at a run that went no further: what came last before it is what it has repaired.
  if (!handed) return service === 'aggregator' ? before.at(-1) : undefined;
  const { type, queryId, attempt, message } = handed;
  const sentAtMs = message?.sentAtMs ?? startedAtMs;
  const services = senders[type] ?? [attempt > 0 ? 'query-worker' : 'dispatcher'];
  const mayHaveSent = before.filter(
    (each) =>
      services.includes(each.service) &&
      each.startedAtMs <= sentAtMs + 1 &&
      (each.service !== 'query-worker' || handedOf(each, run.runId).some((own) => own.queryId === queryId)),
  );
  return mayHaveSent.findLast(({ endedAtMs = Infinity }) => endedAtMs >= sentAtMs) ?? mayHaveSent.at(-1);
}
