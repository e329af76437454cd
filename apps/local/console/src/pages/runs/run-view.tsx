import type { RunDetail, RunFinding } from '@pulso/console-api';
import { useEffect, useState } from 'preact/hooks';

import { formatBytes, formatCount, formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { hrefOf } from '../../state/route';
import { ItemDetails } from './item-details';
import { RunTable } from './run-table';
import { stateText } from './run-list';
import { followRun, run as shownRun, selectedIds } from './runs-state';
import { Waterfall } from './waterfall';

/** One run: in words, as a waterfall or a table, and what is chosen there. */
export function RunView({ runId }: { readonly runId: string }) {
  useEffect(() => followRun(runId), [runId]);
  const [view, setView] = useState<'table' | 'waterfall'>('waterfall');
  const run = shownRun.value?.runId === runId ? shownRun.value : undefined;
  return (
    <>
      <p class="run-back">
        <a href={hrefOf('runs')}>All runs</a>
      </p>
      <h1>{run ? `${run.reportId}, ${askedText(run)}` : runId}</h1>
      {run && (
        <>
          <Head run={run} />
          <div class="run-tools" role="group" aria-label="View">
            {(['waterfall', 'table'] as const).map((each) => (
              <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
                {each === 'waterfall' ? 'Waterfall' : 'Table'}
              </button>
            ))}
          </div>
          {view === 'waterfall' ? <Waterfall run={run} /> : <RunTable run={run} />}
          <ItemDetails run={run} />
        </>
      )}
    </>
  );
}

const askedTexts: Readonly<Record<string, string>> = {
  schedule: 'on schedule',
  chat: 'asked for in a chat',
  manual: 'asked for by hand',
  history: 'earlier numbers by a button',
};

export const askedText = ({ trigger }: Pick<RunDetail, 'trigger'>): string => askedTexts[trigger] ?? trigger;

const titles: Readonly<Record<RunFinding['kind'], string>> = {
  late: 'What it waited for',
  twice: 'What came more than once',
  retried: 'Who tried again',
};

function Head({ run }: { readonly run: RunDetail }) {
  const { state, durationMs, askedAtMs, nowMs, bytesScanned, faultCount } = run;
  return (
    <>
      <p>
        <strong class={`run-state run-state-${state}`} role="status">
          {stateText(state)}
        </strong>{' '}
        {durationMs === undefined ? `for ${formatDuration(nowMs - askedAtMs)}` : `after ${formatDuration(durationMs)}`}.
        Asked for at <Moment atMs={askedAtMs} /> UTC. {formatBytes(bytesScanned)} scanned.{' '}
        {faultCount > 0 && `${formatCount(faultCount)} ${faultCount === 1 ? 'fault' : 'faults'} struck it.`}
      </p>
      <div class="run-findings">
        {Object.entries(titles).map(([kind, title]) => (
          <Findings key={kind} title={title} findings={run.findings.filter((each) => each.kind === kind)} />
        ))}
      </div>
    </>
  );
}

/** Chooses items, and leads to the first of them. */
function show(itemIds: readonly string[]): void {
  selectedIds.value = itemIds;
  // Once they are rendered as chosen.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.run-scroll [aria-pressed="true"]')?.focus());
}

function Findings({ title, findings }: { readonly title: string; readonly findings: readonly RunFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {findings.map(({ text, itemIds }) => (
          <li key={text}>
            {text}{' '}
            <button type="button" class="run-link" onClick={() => show(itemIds)}>
              Show
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
