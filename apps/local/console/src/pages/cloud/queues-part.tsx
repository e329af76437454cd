import type { QueueSummary, ShownQueueMessage } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { call } from '../../state/call';
import { type Column, DataTable, Pager } from '../../shell/data-table';
import { formatDuration } from '../../shell/format';
import { Badge, JsonValue, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { type PartProps, act, shortName } from './cloud-state';
import { Missing } from './missing';

/** All queues, or what lies in one. */
export function QueuesPart({ name, queues }: PartProps) {
  const chosen = queues?.find((queue) => queue.name === name);
  if (queues && chosen) return <QueueMessages queue={chosen} queues={queues} />;
  if (queues && name !== undefined) return <Missing what="queue" name={name} />;
  const deadCount = queues ? deadLetterCount(queues) : 0;
  return (
    <>
      {queues && deadCount === 0 && <p>No dead letters: nothing was given up.</p>}
      {deadCount > 0 && (
        <p>
          <Badge kind="bad">Dead letters: {deadCount}.</Badge> They stay until you have looked and sent them back.
        </p>
      )}
      <DataTable
        label="Queues"
        rows={queues && stuckFirst(queues)}
        keyOf={(queue) => queue.name}
        isBad={hasDeadLetters}
        columns={[
          ['Queue', (queue) => <QueueLink queue={queue} />],
          ['Waiting', ({ visible }) => visible],
          ['In flight', ({ inFlight }) => inFlight],
          ['Delayed', ({ delayed }) => delayed],
          [
            'Oldest sent',
            ({ oldestAgeMs: ms }) => (ms === undefined ? '–' : `${formatDuration(ms)} ago`),
            { isNumber: true },
          ],
          ['What happens here', whatHappens],
        ]}
      />
    </>
  );
}

const QueueLink = ({ queue }: { readonly queue: QueueSummary }) => (
  <>
    <a href={hrefOf('cloud', 'queues', queue.name)}>{shortName(queue.name)}</a>{' '}
    {hasDeadLetters(queue) && <Badge kind="bad">dead letters</Badge>}
  </>
);

function whatHappens({ consumers, deadLettersOf, redrive }: QueueSummary): string {
  const names = (all: readonly string[]): string => all.map(shortName).join(', ');
  if (deadLettersOf.length > 0) return `dead letters of ${names(deadLettersOf.map(({ name }) => name))}`;
  const taken = `taken by ${names(consumers) || 'no function'}`;
  if (!redrive) return taken;
  return `${taken}, after ${redrive.maxReceiveCount} failed receives put into ${shortName(redrive.queue)}`;
}

function QueueMessages({ queue, queues }: { readonly queue: QueueSummary; readonly queues: readonly QueueSummary[] }) {
  const [from, setFrom] = useState(0);
  const page = useFresh('cloud.messages', { queue: queue.name, from });
  const sources = queue.deadLettersOf.filter(({ kind }) => kind === 'queue').map((part) => shortName(part.name));
  const nextFrom = from + (page?.messages.length ?? 0);
  const redrive = (messageId?: string): Promise<void> =>
    act(async () => {
      const { movedCount } = await call('cloud.redrive', { queue: queue.name, messageId });
      return `${movedCount} ${movedCount === 1 ? 'message has' : 'messages have'} gone back to ${sources.join(', ')}.`;
    });
  const sendBack = ({ state, messageId, deadLetterSourceArn }: ShownQueueMessage) => (
    <button
      type="button"
      disabled={state !== 'visible' || deadLetterSourceArn === undefined}
      aria-label={`Send back ${messageId.slice(0, 8)}`}
      onClick={() => void redrive(messageId)}
    >
      Send back
    </button>
  );
  return (
    <>
      <p>
        <a href={hrefOf('cloud', 'queues')}>All queues</a>
      </p>
      <h2>{shortName(queue.name)}</h2>
      <p>{howMessagesCome(queue, queues, shortName)} Looking at messages here does not receive them.</p>
      {sources.length > 0 && queue.visible > 0 && (
        <button type="button" onClick={() => void redrive()}>
          Send {queue.visible === 1 ? 'it' : `all ${queue.visible}`} back to {sources.join(', ')}
        </button>
      )}
      <DataTable
        label={`Messages of ${shortName(queue.name)}`}
        rows={page?.messages}
        keyOf={({ messageId, state, visibleAtMs }) => `${messageId} ${state} ${visibleAtMs}`}
        empty={from > 0 ? 'No more.' : queue.deadLettersOf.length > 0 ? 'No dead letters.' : 'The queue is empty now.'}
        columns={[
          ['State', stateOf],
          ['Sent', ({ sentAtMs }) => <Moment atMs={sentAtMs} />],
          ['Receives', ({ receiveCount }) => receiveCount],
          ['First received', ({ firstReceivedAtMs: ms }) => (ms === undefined ? 'never' : <Moment atMs={ms} />)],
          ['Attributes', attributesOf],
          ['Run', ({ body }) => <RunLink body={body} />],
          ['Body', ({ body }) => <JsonValue text={body} />],
          ['Id', ({ messageId }) => <code title={messageId}>{messageId.slice(0, 8)}</code>],
          ...(sources.length > 0 ? [['Do it', sendBack] as Column<ShownQueueMessage>] : []),
        ]}
      />
      <Pager
        isFirst={from === 0}
        onFirst={() => setFrom(0)}
        onNext={page && nextFrom < page.totalCount ? () => setFrom(nextFrom) : undefined}
      />
    </>
  );
}

function stateOf({ state, deadLetterSourceArn, visibleAtMs }: ShownQueueMessage) {
  if (deadLetterSourceArn !== undefined) {
    return <Badge kind="bad">dead letter of {shortName(deadLetterSourceArn.split(':').at(-1) ?? '')}</Badge>;
  }
  if (visibleAtMs === undefined) return 'waiting';
  return (
    <>
      {state === 'delayed' ? 'delayed until ' : 'in flight, back at '}
      <Moment atMs={visibleAtMs} />
    </>
  );
}

/** What a message was part of tells why it was given up. */
function RunLink({ body }: { readonly body: string }) {
  const [, runId] = /"runId":"([^"\\]+)"/.exec(body) ?? [];
  return runId === undefined ? <>–</> : <a href={hrefOf('runs', runId)}>{runId}</a>;
}

function attributesOf({ messageAttributes }: ShownQueueMessage): string {
  const attributes = Object.entries(messageAttributes).map(
    ([name, { StringValue }]) => `${name} ${StringValue ?? '(binary)'}`,
  );
  return attributes.join(', ') || '–';
}

/** @returns How many messages lie in dead-letter queues: they stay there until a person does something. */
export const deadLetterCount = (queues: readonly QueueSummary[]): number =>
  queues
    .filter(({ deadLettersOf }) => deadLettersOf.length > 0)
    .reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);

export const hasDeadLetters = (queue: QueueSummary): boolean => deadLetterCount([queue]) > 0;

/** @returns Queues with dead letters first, then those in which a message is waiting longest. */
export const stuckFirst = (queues: readonly QueueSummary[]): QueueSummary[] =>
  queues.toSorted(
    (left, right) =>
      Number(hasDeadLetters(right)) - Number(hasDeadLetters(left)) ||
      (right.oldestAgeMs ?? -1) - (left.oldestAgeMs ?? -1) ||
      left.deadLettersOf.length - right.deadLettersOf.length,
  );

/** @returns What brings messages into a dead-letter queue, or that it is none. */
export function howMessagesCome(queue: QueueSummary, queues: readonly QueueSummary[], nameOf = (name: string) => name) {
  const ways = queue.deadLettersOf.map(({ kind, name }) => {
    if (kind !== 'queue') return `after every attempt of the ${kind} ${nameOf(name)} has failed`;
    const count = queues.find((source) => source.name === name)?.redrive?.maxReceiveCount;
    return `after ${count ?? 'too many'} failed receives from ${nameOf(name)}`;
  });
  if (ways.length === 0) return 'Consumers take messages as they come, mostly within milliseconds.';
  return `A message comes here ${ways.join(' or ')}.`;
}
