import { type InjectedFault } from '../../faults/inject-faults';
import { type LogLine } from '../../log-line';
import { type Handed } from './read-handed';
import { type Invocation, type RunIndex } from './run-index';

/** A fault that struck a run, and where. */
interface StruckFault extends Pick<InjectedFault, 'atMs' | 'kind' | 'target'> {
  /** Absent: it struck a message on its way. */
  readonly invocation?: Invocation;
  readonly messageId?: string;
}

/** What is known of one run. */
export interface RunFacts {
  readonly runId: string;
  /** In the order of their starts. */
  readonly invocations: readonly Invocation[];
  /** In the same order. */
  readonly receives: readonly Receive[];
  readonly faults: readonly StruckFault[];
  readonly nowMs: number;
}

/** @returns undefined for a run of which nothing is known. */
export function factsOf(
  runId: string,
  index: Pick<RunIndex, 'faults' | 'invocationsOf' | 'moves'>,
  nowMs: number,
): RunFacts | undefined {
  const invocations = index.invocationsOf(runId);
  if (invocations.length === 0) return undefined;
  const receives = listReceives(runId, invocations, index.moves);
  return { runId, invocations, receives, faults: faultsOf(receives, invocations, index.faults), nowMs };
}

/** A kill is decided on before the process has its event. */
const earliestMs = 5_000;

/**
 * Finds the faults that struck a run: each names the invocation that made the call, or the message.
 *
 * @param faults - Of all runs.
 */
function faultsOf(
  receives: readonly Receive[],
  invocations: readonly Invocation[],
  faults: readonly InjectedFault[],
): StruckFault[] {
  const messageIds = new Set(receives.map(({ handed }) => handed?.message?.id));
  const fromMs = (invocations[0]?.startedAtMs ?? 0) - earliestMs;
  const toMs = Math.max(...invocations.map(({ endedAtMs = Infinity }) => endedAtMs));
  return faults.flatMap((fault): StruckFault[] => {
    const { atMs, kind, target, struck } = fault;
    const { messageId } = struck;
    if (messageId !== undefined) return messageIds.has(messageId) ? [{ atMs, kind, target, messageId }] : [];
    const isMeanwhile = atMs >= fromMs && atMs <= toMs;
    const invocation = isMeanwhile ? invocations.find((each) => isStruck(each, fault)) : undefined;
    return invocation ? [{ atMs, kind, target, invocation }] : [];
  });
}

function isStruck(invocation: Invocation, { atMs, struck }: InjectedFault): boolean {
  const { startedAtMs, endedAtMs = Infinity, requestId } = invocation;
  return requestId === struck.requestId && atMs >= startedAtMs - earliestMs && atMs <= endedAtMs;
}

/** A message or a request that an invocation had in its hands. */
export interface Receive {
  readonly invocation: Invocation;
  /** The service; of questions and destinations with their names. */
  readonly laneId: string;
  /** Absent where the invocation is known by its lines alone: a sweep, and those of an earlier run of the local cloud. */
  readonly handed?: Handed;
  /** The one before, which has left the message or request. */
  readonly earlier?: Receive;
  /** Of the first receive since then: when the message was sent back from a dead-letter queue, epoch ms. */
  readonly sentBackAtMs?: number;
  /** Whether the queue has made a second message of one. */
  readonly isCopy: boolean;
}

/**
 * Lists what the invocations had of a run, and sees what they had before.
 *
 * @param invocations - In the order of their starts.
 */
function listReceives(runId: string, invocations: readonly Invocation[], moves: RunIndex['moves']): readonly Receive[] {
  const receives: Receive[] = [];
  for (const invocation of invocations) {
    const { service, handed = [], lines } = invocation;
    const own = handed.filter((each) => each.runId === runId);
    const toldLanes = lines
      .filter(({ fields }) => fields['runId'] === runId)
      .map(({ fields }) => laneIdOf(service, namesIn(fields)));
    if (own.length === 0) {
      for (const laneId of new Set(toldLanes)) receives.push({ invocation, laneId, isCopy: false });
    }
    for (const each of own) {
      const same = receives.filter((receive) => isSame(receive, invocation, each));
      const move = moves.get(each.message?.id ?? '');
      const earlier =
        same.findLast(({ handed: had }) => !each.message || countOf(had) < countOf(each)) ??
        (move && receives.findLast(({ handed: had }) => had?.message?.id === move.fromMessageId));
      const isCopy = each.message !== undefined && same.some(({ handed: had }) => countOf(had) >= countOf(each));
      const laneId = laneIdOf(service, each);
      receives.push({
        ...{ invocation, laneId, handed: each, isCopy },
        ...(earlier && { earlier }),
        ...(move && countOf(each) === 1 && { sentBackAtMs: move.atMs }),
      });
    }
  }
  return receives;
}

const countOf = (handed: Handed | undefined): number => handed?.message?.receiveCount ?? 0;

/** Lambda hands a request out again under its id. */
const isSame = ({ invocation, handed }: Receive, { requestId }: Invocation, { message }: Handed): boolean =>
  message ? handed?.message?.id === message.id : invocation.requestId === requestId;

/** @returns The questions and destinations that a line names. */
export const namesIn = ({ queryId, destination }: LogLine['fields']): Pick<Handed, 'destination' | 'queryId'> => ({
  ...(typeof queryId === 'string' && { queryId }),
  ...(typeof destination === 'string' && { destination }),
});

/** @returns The lane in which a service works on something. */
export function laneIdOf(service: string, { queryId, destination }: Pick<Handed, 'destination' | 'queryId'>): string {
  if (service === 'query-worker' && queryId !== undefined) return `${service}: ${queryId}`;
  if (service === 'notifier' && destination !== undefined) return `${service}: ${destination}`;
  return service;
}
