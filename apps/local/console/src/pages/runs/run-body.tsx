import type { RunDetail, RunItem } from '@pulso/local/console-api';

import { formatDuration } from '../../shell/format';
import { Badge, JsonValue, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { choose, chosenItem, isSelected } from './lane';
import { costText, describeItem, stateKinds, stateTexts } from './run-words';
import { Waterfall } from './waterfall';

/** One run: in words, as a waterfall, and what is chosen there. */
export const RunBody = ({ run }: { readonly run: RunDetail }) => (
  <>
    <Head run={run} />
    <Waterfall run={run} />
    <ItemDetails run={run} />
  </>
);

/** How it has gone, what it waits for, or why it failed. */
function Head({ run }: { readonly run: RunDetail }) {
  const { runId, state, durationMs, askedAtMs, nowMs, standing } = run;
  return (
    <>
      <p>
        <span role="status">
          <Badge kind={stateKinds[state]}>{stateTexts[state]}</Badge>
        </span>{' '}
        {durationMs === undefined ? `for ${formatDuration(nowMs - askedAtMs)}` : `after ${formatDuration(durationMs)}`}.
        Asked for at <Moment atMs={askedAtMs} /> UTC; {costText(run)}. <small class="faint">{runId}</small>
      </p>
      {standing && (
        <p class="card run-standing" role="status">
          {standing.text} {standing.queue !== undefined && <QueueLink name={standing.queue} text="The queue" />}{' '}
          {standing.deadLetterQueue !== undefined && (
            <QueueLink name={standing.deadLetterQueue} text="Its dead letters" />
          )}{' '}
          {overview.value?.areFaultsOn && <a href={hrefOf('cloud', 'health')}>Switch faults off</a>}
        </p>
      )}
    </>
  );
}

const QueueLink = ({ name, text }: { readonly name: string; readonly text: string }) => (
  <a href={hrefOf('cloud', 'queues', name)}>{text}</a>
);

/** What a person has chosen in the waterfall: the message or item, and the lines that the invocation has logged. */
function ItemDetails({ run }: { readonly run: RunDetail }) {
  const chosen = run.lanes.flatMap(({ items }) => items.filter(({ id }) => isSelected(run.runId, id)));
  const requestIds = [...new Set(chosen.flatMap(({ requestId }) => requestId ?? []))];
  const close = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape') return;
    document.querySelector<HTMLElement>(chosenItem)?.focus();
    choose(run.runId, []);
  };
  return (
    <section
      {...(chosen.length > 0 && { class: 'run-details', tabIndex: 0 })}
      aria-label="What is chosen"
      onKeyDown={close}
    >
      <p class="faint" role="status">
        {chosen.length > 0 && `${chosen.length} chosen; Escape or another click ends it.`}
      </p>
      {chosen.map((item) => (
        <Item key={item.id} item={item} zeroMs={run.askedAtMs} />
      ))}
      {requestIds.length > 0 && <LogLines runId={run.runId} requestIds={requestIds} />}
    </section>
  );
}

function LogLines({ runId, requestIds }: { readonly runId: string; readonly requestIds: readonly string[] }) {
  const lines = useFresh('runs.logs', { runId })?.filter(({ requestId }) => requestIds.includes(requestId));
  if (!lines || lines.length === 0) return null;
  return (
    <>
      <h2>Log lines of the {requestIds.length > 1 ? 'invocations' : 'invocation'}</h2>
      <ol class="plain run-log">
        {lines.map(({ atMs, service, message }, index) => (
          <li key={index}>
            <Moment atMs={atMs} /> <span>{service}</span> <JsonValue text={message} beside={['runId']} />
          </li>
        ))}
      </ol>
    </>
  );
}

const Item = ({ item, zeroMs }: { readonly item: RunItem; readonly zeroMs: number }) => (
  <>
    <h2>
      <Moment atMs={item.startMs} /> {describeItem(item, zeroMs)}
    </h2>
    <dl class="fields">
      {item.details.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value.startsWith('{') ? <JsonValue text={value} /> : value}</dd>
        </div>
      ))}
    </dl>
  </>
);
