import type { RunSummary } from '@pulso/local/console-api';

import { formatCount, formatDuration } from '../../shell/format';
import { Moment } from '../../shell/inline';
import { LongList } from '../../shell/long-list';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { askedText, costText, stateTexts } from './run-words';

/** All runs, the newest first. */
export function RunList() {
  const known = useFresh('runs.list', {});
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
        <LongList
          items={known}
          label="Runs, the newest first"
          keyOf={({ runId }) => runId}
          renderRow={(run, tabIndex) => <Row run={run} tabIndex={tabIndex} />}
        />
      )}
    </>
  );
}

function Row({ run, tabIndex }: { readonly run: RunSummary; readonly tabIndex: number }) {
  const { runId, reportId, state, askedAtMs, durationMs, standing } = run;
  return (
    <a class="run-row" href={hrefOf('runs', runId)} tabIndex={tabIndex}>
      <span>
        {reportId}
        <small class="faint">{askedText(run)}</small>
      </span>
      <span class={`run-state-${state}`}>
        {stateTexts[state]}
        <small class="faint">{durationMs !== undefined && `after ${formatDuration(durationMs)}`}</small>
        {standing !== undefined && <small class="run-why">{standing}</small>}
      </span>
      <span>
        <Moment atMs={askedAtMs} />
        <small class="faint">{costText(run)}</small>
      </span>
    </a>
  );
}
