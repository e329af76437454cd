import type { QueueSummary, ShownQueueMessage } from '@pulso/console-api';
import { useState } from 'preact/hooks';

import { call } from '../../api/call';
import { formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { hrefOf } from '../../state/route';
import { type PartProps } from './cloud-page';
import { act, shortName, usePolled } from './cloud-state';
import { CloudTable } from './cloud-table';
import { JsonValue } from './json-value';
import { Pager } from './pager';
import { hasDeadLetters, howMessagesCome, messageCount, stuckFirst } from './stuck-first';

/** All queues, or what lies in one. */
export function QueuesPart({ name }: PartProps) {
  const queues = usePolled('cloud.queues', {});
  const chosen = queues?.find((queue) => queue.name === name);
  if (queues && chosen) return <QueueMessages queue={chosen} queues={queues} />;
  const deadCount = queues?.filter(hasDeadLetters).reduce((sum, queue) => sum + messageCount(queue), 0) ?? 0;
  return (
    <>
      {deadCount > 0 ? (
        <p class="cloud-warning">▲ Dead letters: {deadCount}. They stay until you have looked and sent them back.</p>
      ) : (
        queues && <p>No dead letters: nothing was given up.</p>
      )}
      <CloudTable
        label="Queues"
        rows={queues && stuckFirst(queues)}
        keyOf={(queue) => queue.name}
        isBad={hasDeadLetters}
        empty="The stacks declare no queue."
        columns={{
          Queue: (queue) => (
            <>
              <a href={hrefOf('cloud', 'queues', queue.name)}>{shortName(queue.name)}</a>
              {hasDeadLetters(queue) && <strong> ▲ dead letters</strong>}
            </>
          ),
          Waiting: ({ visible }) => visible,
          'In flight': ({ inFlight }) => inFlight,
          Delayed: ({ delayed }) => delayed,
          'Oldest sent': ({ oldestAgeMs }) => (oldestAgeMs === undefined ? '–' : `${formatDuration(oldestAgeMs)} ago`),
          'What happens here': whatHappens,
        }}
      />
    </>
  );
}

function whatHappens({ consumers, deadLettersOf, redrive }: QueueSummary): string {
  const names = (all: readonly string[]): string => all.map(shortName).join(', ');
  if (deadLettersOf.length > 0) return `dead letters of ${names(deadLettersOf.map(({ name }) => name))}`;
  return [
    consumers.length > 0 ? `taken by ${names(consumers)}` : 'taken by no function',
    ...(redrive ? [`after ${redrive.maxReceiveCount} failed receives put into ${shortName(redrive.queue)}`] : []),
  ].join(', ');
}

function QueueMessages({ queue, queues }: { readonly queue: QueueSummary; readonly queues: readonly QueueSummary[] }) {
  const [from, setFrom] = useState(0);
  const page = usePolled('cloud.messages', { queue: queue.name, from });
  const sources = queue.deadLettersOf.filter(({ kind }) => kind === 'queue').map((part) => shortName(part.name));
  const nextFrom = from + (page?.messages.length ?? 0);
  const redrive = (): Promise<void> =>
    act(async () => {
      const { movedCount } = await call('cloud.redrive', { queue: queue.name });
      return `${movedCount} ${movedCount === 1 ? 'message has' : 'messages have'} gone back to ${sources.join(', ')}.`;
    });
  return (
    <>
      <p>
        <a href={hrefOf('cloud', 'queues')}>All queues</a>
      </p>
      <h2>{shortName(queue.name)}</h2>
      <p>{howMessagesCome(queue, queues, shortName)} Looking at messages here does not receive them.</p>
      {sources.length > 0 && (
        <p class="cloud-row">
          <button type="button" disabled={queue.visible === 0} onClick={() => void redrive()}>
            Send {queue.visible} back to {sources.join(', ')}
          </button>
        </p>
      )}
      <CloudTable
        label={`Messages of ${shortName(queue.name)}`}
        rows={page?.messages}
        keyOf={({ messageId, state, visibleAtMs }) => `${messageId} ${state} ${visibleAtMs}`}
        empty={queue.deadLettersOf.length > 0 ? 'No dead letters.' : 'The queue is empty now.'}
        columns={{
          State: stateOf,
          Sent: ({ sentAtMs }) => <Moment atMs={sentAtMs} />,
          Received: ({ receiveCount, firstReceivedAtMs }) => (
            <>
              {receiveCount} times{firstReceivedAtMs !== undefined && ', first at '}
              {firstReceivedAtMs !== undefined && <Moment atMs={firstReceivedAtMs} />}
            </>
          ),
          Attributes: ({ attributes }) =>
            Object.entries(attributes)
              .map((pair) => pair.join(' '))
              .join(', ') || '–',
          Body: ({ body }) => <JsonValue text={body} />,
          Id: ({ messageId }) => <code title={messageId}>{messageId.slice(0, 8)}</code>,
        }}
      />
      <Pager
        onFirst={from === 0 ? undefined : () => setFrom(0)}
        onNext={page && nextFrom < page.totalCount ? () => setFrom(nextFrom) : undefined}
      />
    </>
  );
}

function stateOf({ state, deadLetterOf, visibleAtMs }: ShownQueueMessage) {
  if (deadLetterOf !== undefined) return <strong>▲ dead letter of {shortName(deadLetterOf)}</strong>;
  if (visibleAtMs === undefined) return 'waiting';
  return (
    <>
      {state === 'delayed' ? 'delayed until ' : 'in flight, back at '}
      <Moment atMs={visibleAtMs} />
    </>
  );
}
