import { consumers } from '@pulso/contracts/envelope';
import { type QueuedMessage } from '@pulso/local/aws';
import { queueNameOf } from '@pulso/local/lambda';
import { type QueueDefinition } from '@pulso/world/stacks';

import { type Handed, handedOfMessage } from './read-handed';
import { type Receive, type RunFacts, laneIdOf } from './run-facts';

/** A message of a run that lies in a queue now. */
export interface WaitingMessage {
  readonly handed: Handed;
  /** The queue's name; of a dead letter that of its dead-letter queue. */
  readonly queue: string;
  readonly isDeadLetter: boolean;
  /** What takes it, or took it last. */
  readonly service: string;
  readonly laneId: string;
  /** How often it was received. */
  readonly receiveCount: number;
  /** Where it goes instead of being handed out once more; absent: it is handed out. */
  readonly givenUpTo?: string;
  /** Since when it waits: since its last receive has ended, or since it was sent, epoch ms. */
  readonly sinceMs: number;
  /** When it is handed out next; absent: as soon as there is room, or never. */
  readonly visibleAtMs?: number;
  readonly last?: Receive;
}

/** Queues of which messages of a run may lie in, and a look at them. */
export interface LookedAtQueues {
  readonly definitions: readonly { readonly name: string; readonly redrive?: QueueDefinition['redrive'] | undefined }[];
  readonly peek: (queueName: string) => readonly QueuedMessage[];
}

/**
 * Finds what of a run lies in queues. What a function has in its hands does not wait.
 *
 * @returns Those that come next first.
 */
export function waitingMessagesOf(run: RunFacts, { definitions, peek }: LookedAtQueues): WaitingMessage[] {
  return definitions
    .flatMap(({ name, redrive }) => peek(name).flatMap((message) => waitingIn({ name, redrive }, message, run)))
    .sort((a, b) => (a.visibleAtMs ?? a.sinceMs) - (b.visibleAtMs ?? b.sinceMs));
}

function waitingIn(
  { name: queue, redrive }: LookedAtQueues['definitions'][number],
  queued: QueuedMessage,
  run: RunFacts,
): WaitingMessage[] {
  const { messageId, body, receiveCount, sentAtMs, visibleAtMs, deadLetterSourceArn } = queued;
  const source = (deadLetterSourceArn ?? queue).replace(/-dlq$/, '');
  const service = consumers.find((each) => source.endsWith(each.queue))?.service;
  if (service === undefined) return [];
  return handedOfMessage(body, { id: messageId, receiveCount, sentAtMs })
    .filter(({ runId }) => runId === run.runId)
    .flatMap((handed) => {
      const last = run.receives.findLast((receive) => receive.handed?.message?.id === messageId);
      if (last && last.invocation.endedAtMs === undefined) return [];
      return {
        ...{ handed, queue, service, receiveCount, isDeadLetter: queue.endsWith('-dlq') },
        laneId: handed.type === 'query-finished' ? laneIdOf('query-worker', handed) : laneIdOf(service, handed),
        sinceMs: last?.invocation.endedAtMs ?? sentAtMs,
        ...(visibleAtMs !== undefined && { visibleAtMs }),
        ...(last && { last }),
        ...(redrive &&
          receiveCount >= redrive.maxReceiveCount && { givenUpTo: queueNameOf(redrive.deadLetterTargetArn) }),
      };
    });
}
