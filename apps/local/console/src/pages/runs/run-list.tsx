import type { RunState, RunSummary } from '@pulso/console-api';
import { useEffect } from 'preact/hooks';

import { formatBytes, formatCount, formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { WindowedList } from '../../shell/windowed-list';
import { hrefOf } from '../../state/route';
import { askedText } from './run-view';
import { followRuns, runs } from './runs-state';

const stateTexts: Readonly<Record<RunState, string>> = {
  going: '… Going on',
  complete: '✓ Complete',
  partial: '◐ Partial',
  failed: '✕ Failed',
};

export const stateText = (state: RunState): string => stateTexts[state];

/** Of a row, pixels: two lines. */
const rowHeight = 56;

/** All runs, the newest first. */
export function RunList() {
  useEffect(followRuns, []);
  const known = runs.value;
  return (
    <>
      <h1>Runs</h1>
      <p aria-live="polite" class="faint">
        {known !== undefined && known.length > 0 && countText(known)}
      </p>
      {known?.length === 0 && (
        <p>
          No report was asked for yet. Send <code>/report</code> as Admin in the <a href={hrefOf('chat')}>chat</a>, or
          fire a schedule on the page of the <a href={hrefOf('cloud', 'schedules')}>cloud</a>.
        </p>
      )}
      {known !== undefined && known.length > 0 && (
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

function countText(known: readonly RunSummary[]): string {
  const going = known.filter(({ state }) => state === 'going').length;
  const all = `${formatCount(known.length)} ${known.length === 1 ? 'run' : 'runs'}`;
  return going === 0 ? all : `${all}, ${formatCount(going)} going on`;
}

function Row({ run }: { readonly run: RunSummary }) {
  const { runId, reportId, state, askedAtMs, durationMs, bytesScanned, faultCount } = run;
  return (
    <a class="run-row" href={hrefOf('runs', runId)}>
      <span class="run-row-name">
        {reportId}
        <small class="faint">{askedText(run)}</small>
      </span>
      <span class={`run-state run-state-${state}`}>
        {stateText(state)}
        <small class="faint">{durationMs === undefined ? '' : `after ${formatDuration(durationMs)}`}</small>
      </span>
      <span class="run-row-when">
        <Moment atMs={askedAtMs} />
        <small class="faint">
          {formatBytes(bytesScanned)}
          {faultCount > 0 && `, ⚡ ${formatCount(faultCount)} ${faultCount === 1 ? 'fault' : 'faults'}`}
        </small>
      </span>
    </a>
  );
}
