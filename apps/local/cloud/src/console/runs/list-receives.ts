import { type LogLine } from '../../runs/log-line';
import { type Handed } from './read-handed';
import { type Invocation } from './run-index';

/** A message or a request that an invocation had in its hands. */
export interface Receive {
  readonly invocation: Invocation;
  /** The service; of questions and destinations with their names. */
  readonly laneId: string;
  /** Absent where the invocation is known by its lines alone: a sweep, and those of an earlier run of the local cloud. */
  readonly handed?: Handed;
  /** The one before, which has left the message or request. */
  readonly earlier?: Receive;
  /** Whether the queue has made a second message of one. */
  readonly isCopy: boolean;
}

/**
 * Lists what the invocations had of a run, and sees what they had before.
 *
 * @param invocations - In the order of their starts.
 */
export function listReceives(runId: string, invocations: readonly Invocation[]): readonly Receive[] {
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
      const earlier = same.findLast(({ handed: had }) => !each.message || countOf(had) < countOf(each));
      const isCopy = each.message !== undefined && same.some(({ handed: had }) => countOf(had) >= countOf(each));
      const laneId = laneIdOf(service, each);
      receives.push({ invocation, laneId, handed: each, ...(earlier && { earlier }), isCopy });
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
