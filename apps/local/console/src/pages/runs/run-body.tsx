import type { RunDetail, RunItem } from '@pulso/local/console-api';
import { useMemo } from 'preact/hooks';

import { DataTable } from '../../shell/data-table';
import { formatDuration } from '../../shell/format';
import { JsonValue, Moment } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { Findings } from './findings';
import { choose, chosenItem, isSelected } from './lane';
import { costText, describeItem, lengthText, offsetText, stateTexts } from './run-words';
import { Waterfall } from './waterfall';

/** One run: in words, as a waterfall and a table, and what is chosen there. */
export const RunBody = ({ run }: { readonly run: RunDetail }) => (
  <>
    <Head run={run} />
    <Standing run={run} />
    <Findings run={run} />
    <Waterfall run={run} />
    <ItemDetails run={run} />
    <details>
      <summary>All of it as a table</summary>
      <RunTable run={run} />
    </details>
  </>
);

function Head({ run }: { readonly run: RunDetail }) {
  const { runId, state, durationMs, askedAtMs, nowMs } = run;
  return (
    <p class="run-head">
      <strong class={`run-state-${state}`} role="status">
        {stateTexts[state]}
      </strong>{' '}
      {durationMs === undefined ? `for ${formatDuration(nowMs - askedAtMs)}` : `after ${formatDuration(durationMs)}`}.
      Asked for at <Moment atMs={askedAtMs} /> UTC; {costText(run)}. <small class="faint">{runId}</small>
    </p>
  );
}

/** What it waits for, or why it failed. */
function Standing({ run: { standing } }: { readonly run: RunDetail }) {
  if (!standing) return null;
  const { text, queue, deadLetterQueue } = standing;
  return (
    <p class="run-standing" role="status">
      {text}
      {queue !== undefined && (
        <>
          {' '}
          <a href={hrefOf('cloud', 'queues', queue)}>The queue</a>
        </>
      )}
      {deadLetterQueue !== undefined && (
        <>
          {' '}
          <a href={hrefOf('cloud', 'queues', deadLetterQueue)}>Its dead letters</a>
        </>
      )}
      {overview.value?.areFaultsOn && (
        <>
          {' '}
          <a href={hrefOf('cloud', 'health')}>Switch faults off</a>
        </>
      )}
    </p>
  );
}

/** The same as the waterfall as text, in the order of time. */
function RunTable({ run: { lanes, askedAtMs } }: { readonly run: RunDetail }) {
  const rows = useMemo(() => {
    const placed = lanes.flatMap(({ title, items }) => items.map((item) => ({ ...item, where: title })));
    return placed.sort((a, b) => a.startMs - b.startMs);
  }, [lanes]);
  return (
    <DataTable
      label="All that happened"
      rows={rows}
      keyOf={({ id }) => id}
      isBad={({ isBad }) => isBad}
      columns={[
        ['After', ({ startMs }) => offsetText(startMs, askedAtMs), { isNumber: true }],
        ['Where', ({ where }) => where],
        ['What', ({ kind, title }) => (kind === 'fault' ? `Fault: ${title}` : title)],
        ['How long', lengthText, { isNumber: true }],
      ]}
    />
  );
}

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

function Item({ item, zeroMs }: { readonly item: RunItem; readonly zeroMs: number }) {
  return (
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
}
