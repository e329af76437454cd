import type { RunDetail } from '@pulso/console-api';
import { useEffect } from 'preact/hooks';

import { formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { hrefOf } from '../../state/route';
import { Findings } from './findings';
import { ItemDetails } from './item-details';
import { RunTable } from './run-table';
import { askedText, costText, stateTexts } from './run-list';
import { followRun, run as shownRun } from './runs-state';
import { Waterfall } from './waterfall';

/** One run: in words, as a waterfall and a table, and what is chosen there. */
export function RunView({ runId }: { readonly runId: string }) {
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
