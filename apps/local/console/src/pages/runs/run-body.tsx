import type { RunDetail, RunItem } from '@pulso/local/console-api';

import { formatDuration } from '../../shell/format';
import { Badge, JsonValue, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { chosenItem, isSelected, selected } from './lane';
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
  const chosen = run.lanes.flatMap(({ items }) => items).find(({ id }) => isSelected(run.runId, id));
  const close = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape') return;
    document.querySelector<HTMLElement>(chosenItem)?.focus();
    selected.value = undefined;
  };
  return (
    <section {...(chosen && { class: 'run-details', tabIndex: 0 })} aria-label="What is chosen" onKeyDown={close}>
      <p class="faint" role="status">
        {chosen && 'Escape or another click closes it.'}
      </p>
      {chosen && <Item item={chosen} zeroMs={run.askedAtMs} />}
      {chosen?.requestId !== undefined && <LogLines runId={run.runId} requestId={chosen.requestId} />}
    </section>
  );
}

function LogLines({ runId, requestId }: { readonly runId: string; readonly requestId: string }) {
  const lines = useFresh('runs.logs', { runId })?.filter((line) => line.requestId === requestId);
  if (!lines || lines.length === 0) return null;
  return (
    <>
      <h2>Log lines of the invocation</h2>
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
