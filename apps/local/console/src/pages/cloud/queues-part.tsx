import type { QueueSummary, ShownQueueMessage } from '@pulso/console-api';
import { useState } from 'preact/hooks';

import { call } from '../../api/call';
import { formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { hrefOf } from '../../state/route';
import { CloudTable } from './cloud-table';
import { act, shortName, usePolled } from './cloud-state';
import { type PartProps } from './cloud-page';
import { JsonValue } from './json-value';
import { hasDeadLetters, howMessagesCome, messageCount, stuckFirst } from './stuck-first';

const pageSize = 50;

const stateWords: Readonly<Record<ShownQueueMessage['state'], string>> = {
  visible: 'Waiting',
  inFlight: 'In flight',
  delayed: 'Delayed',
};

/** All queues, or what lies in one. */
export function QueuesPart({ name }: PartProps) {
  const queues = usePolled('cloud.queues', {});
  const chosen = queues?.find((queue) => queue.name === name);
  if (queues && chosen) return <QueueMessages queue={chosen} queues={queues} />;
  const deadCount = queues?.filter(hasDeadLetters).reduce((sum, queue) => sum + messageCount(queue), 0);
  return (
    <>
      {deadCount === 0 && <p>No dead letters: nothing was given up.</p>}
      {deadCount !== undefined && deadCount > 0 && (
        <p class="cloud-warning">▲ Dead letters: {deadCount}. They stay until you have looked and sent them back.</p>
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
          'What happens here': ({ consumers, deadLettersOf, redrive }) => (
            <>
              {consumers.length > 0 && `taken by ${consumers.map(shortName).join(', ')}`}
              {redrive && `, after ${redrive.maxReceiveCount} failed receives put into ${shortName(redrive.queue)}`}
              {deadLettersOf.length > 0 &&
                `dead letters of ${deadLettersOf.map((part) => shortName(part.name)).join(', ')}`}
            </>
          ),
        }}
      />
    </>
  );
}

function QueueMessages({ queue, queues }: { readonly queue: QueueSummary; readonly queues: readonly QueueSummary[] }) {
  const [from, setFrom] = useState(0);
  const page = usePolled('cloud.messages', { queue: queue.name, from });
  const sources = queue.deadLettersOf.filter(({ kind }) => kind === 'queue').map((part) => shortName(part.name));
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
        <button type="button" disabled={queue.visible === 0} onClick={() => void redrive()}>
          Send {queue.visible} back to {sources.join(', ')}
        </button>
      )}
      {page?.totalCount === 0 && (
        <p class="cloud-empty">{queue.deadLettersOf.length > 0 ? 'No dead letters.' : 'The queue is empty now.'}</p>
      )}
      {page?.messages.map((message) => (
        <Message key={message.messageId + message.state} message={message} />
      ))}
      {page && page.totalCount > pageSize && (
        <p class="cloud-actions">
          <button type="button" disabled={from === 0} onClick={() => setFrom(from - pageSize)}>
            Older
          </button>
          {from + 1} to {from + page.messages.length} of {page.totalCount}
          <button type="button" disabled={from + pageSize >= page.totalCount} onClick={() => setFrom(from + pageSize)}>
            Newer
          </button>
        </p>
      )}
    </>
  );
}

function Message({ message }: { readonly message: ShownQueueMessage }) {
  const { firstReceivedAtMs, visibleAtMs, receiveCount } = message;
  return (
    <article class="cloud-card">
      <p class="cloud-facts">
        <strong>{message.deadLetterOf === undefined ? stateWords[message.state] : '▲ Dead letter'}</strong>
        {message.deadLetterOf !== undefined && <span>of {shortName(message.deadLetterOf)}</span>}
        <span>
          sent <Moment atMs={message.sentAtMs} />
        </span>
        <span>received {receiveCount === 1 ? 'once' : `${receiveCount} times`}</span>
        {firstReceivedAtMs !== undefined && (
          <span>
            first at <Moment atMs={firstReceivedAtMs} />
          </span>
        )}
        {visibleAtMs !== undefined && (
          <span>
            visible at <Moment atMs={visibleAtMs} />
          </span>
        )}
        {Object.entries(message.attributes).map(([name, value]) => (
          <span key={name}>
            {name}: {value}
          </span>
        ))}
        <span class="faint">{message.messageId}</span>
      </p>
      <JsonValue text={message.body} />
    </article>
  );
}
