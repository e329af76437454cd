import type { RunSummary } from '@pulso/local/console-api';
import { useEffect } from 'preact/hooks';

import { formatCount, formatDuration } from '../../shell/format';
import { Moment } from '../../shell/inline';
import { WindowedList } from '../../shell/windowed-list';
import { hrefOf } from '../../state/route';
import { askedText, costText, stateTexts } from './run-words';
import { followRuns, runs } from './runs-state';

/** Of a row, pixels: two lines. */
const rowHeight = 56;

/** All runs, the newest first. */
export function RunList() {
  useEffect(followRuns, []);
  const known = runs.value;
  const goingCount = known?.filter(({ state }) => state === 'going').length ?? 0;
  return (
    <>
      <h1>Runs</h1>
      <p aria-live="polite" class="faint">
        {known && known.length > 0 && `${formatCount(known.length)} known, ${formatCount(goingCount)} going on`}
      </p>
      {known?.length === 0 && (
        <p>
          No report was asked for yet. Send <code>/report</code> as Admin in the <a href={hrefOf('chat')}>chat</a>, or
          fire a schedule on the page of the <a href={hrefOf('cloud', 'schedules')}>cloud</a>.
        </p>
      )}
      {known && known.length > 0 && (
        <WindowedList
          items={known}
          rowHeight={rowHeight}
          label="Runs, the newest first"
          keyOf={({ runId }) => runId}
          renderRow={(run) => <Row run={run} />}
        />
      )}
    </>
  );
}

function Row({ run }: { readonly run: RunSummary }) {
  const { runId, reportId, state, askedAtMs, durationMs } = run;
  return (
    <a class="run-row" href={hrefOf('runs', runId)}>
      <span>
        {reportId}
        <small class="faint">{askedText(run)}</small>
      </span>
      <span class={`run-state-${state}`}>
        {stateTexts[state]}
        <small class="faint">{durationMs !== undefined && `after ${formatDuration(durationMs)}`}</small>
      </span>
      <span>
        <Moment atMs={askedAtMs} />
        <small class="faint">{costText(run)}</small>
      </span>
    </a>
  );
}
