import type { RunDetail } from '@pulso/local/console-api';
import { useEffect, useMemo } from 'preact/hooks';

import { DataTable } from '../../shell/data-table';
import { formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { hrefOf, route } from '../../state/route';
import { lengthText, offsetText } from './describe-item';
import { Findings } from './findings';
import { ItemDetails } from './item-details';
import { RunList, askedText, costText, stateTexts } from './run-list';
import { followRun, run as shownRun } from './runs-state';
import { Waterfall } from './waterfall';
import './runs.css';

/** All runs, or the one that the address names. */
export function RunsPage() {
  const [runId] = route.value.rest;
  return runId === undefined ? <RunList /> : <RunView runId={runId} />;
}

/** One run: in words, as a waterfall and a table, and what is chosen there. */
function RunView({ runId }: { readonly runId: string }) {
  useEffect(() => followRun(runId), [runId]);
  const run = shownRun.value?.runId === runId ? shownRun.value : undefined;
  return (
    <>
      <a href={hrefOf('runs')}>All runs</a>
      <h1>{run ? `${run.reportId}, ${askedText(run)}` : runId}</h1>
      {run && (
        <>
          <Head run={run} />
          <Findings run={run} />
          <Waterfall run={run} />
          <ItemDetails run={run} />
          <details>
            <summary>All of it as a table</summary>
            <RunTable run={run} />
          </details>
        </>
      )}
    </>
  );
}

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
