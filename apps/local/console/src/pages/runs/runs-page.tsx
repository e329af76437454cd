import type { RunState, RunSummary } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { formatCount, formatDuration } from '../../shell/format';
import { Badge, Moment } from '../../shell/inline';
import { LongList } from '../../shell/long-list';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf, route } from '../../state/route';
import { RunBody } from './run-body';
import { askedText, costText, stateKinds, stateTexts } from './run-words';

/** All runs, or the one that the address names. */
export function RunsPage() {
  const [runId] = route.value.rest;
  return runId === undefined ? <RunList /> : <RunView runId={runId} />;
}

function RunView({ runId }: { readonly runId: string }) {
  const run = useFresh('runs.show', { runId });
  return (
    <>
      <a href={hrefOf('runs')}>All runs</a>
      <h1>{run ? `${run.reportId}, ${askedText(run)}` : runId}</h1>
      {run && <RunBody run={run} />}
    </>
  );
}

/** The newest first, of one report or state if a person wants. */
function RunList() {
  const known = useFresh('runs.list', {});
  const [report, setReport] = useState('');
  const [state, setState] = useState<RunState | ''>('');
  if (known?.length === 0) {
    return (
      <>
        <h1>Runs</h1>
        <p class="card">
          No report was asked for yet. Send <code>/report</code> as Admin in the <a href={hrefOf('chat')}>chat</a>, or
          fire a schedule on the page of the <a href={hrefOf('cloud', 'schedules')}>cloud</a>.
        </p>
      </>
    );
  }
  const wanted = known?.filter((run) => [run.reportId, ''].includes(report) && [run.state, ''].includes(state)) ?? [];
  const goingCount = wanted.filter((run) => run.state === 'going').length;
  return (
    <>
      <h1>Runs</h1>
      <p class="row">
        <Choice label="Report" all={[...new Set(known?.map(({ reportId }) => reportId))]} onChoose={setReport} />
        <Choice
          label="State"
          all={Object.keys(stateTexts)}
          nameOf={stateTexts}
          onChoose={(name) => setState(name as RunState)}
        />
        <span aria-live="polite" class="faint">
          {known &&
            `${formatCount(wanted.length)} of ${formatCount(known.length)}, ${formatCount(goingCount)} going on`}
        </span>
      </p>
      <LongList
        items={wanted}
        label="Runs, the newest first"
        keyOf={({ runId }) => runId}
        renderRow={(run, tabIndex) => <Row run={run} tabIndex={tabIndex} />}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: readonly string[];
  readonly nameOf?: Readonly<Record<string, string>>;
  readonly onChoose: (chosen: string) => void;
}

const Choice = ({ label, all, nameOf = {}, onChoose }: ChoiceProps) => (
  <label>
    {label}{' '}
    <select onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      <option value="">all</option>
      {all.map((each) => (
        <option key={each} value={each}>
          {nameOf[each] ?? each}
        </option>
      ))}
    </select>
  </label>
);

function Row({ run, tabIndex }: { readonly run: RunSummary; readonly tabIndex: number }) {
  const { runId, reportId, state, askedAtMs, durationMs, standing } = run;
  return (
    <a class="run-row" href={hrefOf('runs', runId)} tabIndex={tabIndex}>
      <span>
        {reportId}
        <small class="faint">{askedText(run)}</small>
      </span>
      <span>
        <Badge kind={stateKinds[state]}>{stateTexts[state]}</Badge>
        <small class="faint">{durationMs !== undefined && ` after ${formatDuration(durationMs)}`}</small>
        {standing && state !== 'complete' && <small>{standing.text}</small>}
      </span>
      <span>
        <Moment atMs={askedAtMs} />
        <small class="faint">{costText(run)}</small>
      </span>
    </a>
  );
}
