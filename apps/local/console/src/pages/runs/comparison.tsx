import type { RunDetail, RunSummary } from '@pulso/local/console-api';

import { Asking, DataTable } from '../../shell/data-table';
import { formatBytes, formatCount, formatDuration, formatMoment } from '../../shell/format';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { stateTexts } from './run-words';
import { RunBody } from './run-body';

/** Leads to a run beside another of the same report. */
export function CompareWith({ run: { runId, reportId } }: { readonly run: RunSummary }) {
  const others = useFresh('runs.list', {})?.filter((each) => each.reportId === reportId && each.runId !== runId);
  if (!others || others.length === 0) return null;
  const open = (event: SubmitEvent): void => {
    event.preventDefault();
    location.hash = hrefOf('runs', runId, String(new FormData(event.currentTarget as HTMLFormElement).get('other')));
  };
  return (
    <form class="row" onSubmit={open}>
      <label>
        Another run{' '}
        <select name="other">
          {others.map((other) => (
            <option key={other.runId} value={other.runId}>
              {formatMoment(other.askedAtMs, undefined)} {stateTexts[other.state]}
            </option>
          ))}
        </select>
      </label>
      <button>Compare</button>
    </form>
  );
}

/** Two runs: where their times differ, and both pictures on one scale of time. */
export function Comparison({ runIds }: { readonly runIds: readonly [string, string] }) {
  const [first, second] = [useFresh('runs.show', { runId: runIds[0] }), useFresh('runs.show', { runId: runIds[1] })];
  if (!first || !second) {
    return (
      <>
        <a href={hrefOf('runs')}>All runs</a>
        <h1>Two runs</h1>
        <Asking />
      </>
    );
  }
  const [one, other] = [first, second].map(
    ({ askedAtMs, state }) => `${formatMoment(askedAtMs, undefined)}, ${stateTexts[state].toLowerCase()}`,
  );
  return (
    <>
      <a href={hrefOf('runs')}>All runs</a>
      <h1>Two runs of {first.reportId}</h1>
      <DataTable
        label="Differences"
        rows={differencesOf(first, second)}
        keyOf={({ what }) => what}
        columns={[
          ['What', ({ what }) => what],
          [`Run of ${one}`, ({ values: [value], unit }) => units[unit](value), { isNumber: true }],
          [`Run of ${other}`, ({ values: [, value], unit }) => units[unit](value), { isNumber: true }],
          [
            'The second has more',
            ({ values: [before, after], unit }) => signed(after - before, units[unit]),
            { isNumber: true },
          ],
        ]}
      />
      <div class="run-pair">
        {[
          { run: first, beside: [second] },
          { run: second, beside: [first] },
        ].map(({ run, beside }) => (
          <section key={run.runId} aria-label={run.runId}>
            <h2>
              <a href={hrefOf('runs', run.runId)}>Run of {formatMoment(run.askedAtMs, undefined)}</a>
            </h2>
            <RunBody run={run} beside={beside} />
          </section>
        ))}
      </div>
    </>
  );
}

const units = { bytes: formatBytes, count: formatCount, ms: formatDuration };

const signed = (value: number, write: (value: number) => string): string =>
  value === 0 ? 'none' : `${value > 0 ? '+' : '-'}${write(Math.abs(value))}`;

/** A figure of two runs. */
interface Difference {
  readonly what: string;
  readonly unit: keyof typeof units;
  readonly values: readonly [first: number, second: number];
}

/** @returns Figures of the whole runs, then those of lanes, the one that differs most in front. */
export function differencesOf(first: RunDetail, second: RunDetail): readonly Difference[] {
  const pair = (of: (run: RunDetail) => number) => [of(first), of(second)] as const;
  const lanes = new Map([...first.lanes, ...second.lanes].map(({ id, service, title }) => [id, { service, title }]));
  const ofLanes = [...lanes].flatMap(([id, { service, title }]): Difference[] => {
    const what = title === service ? service : `${title} (${service})`;
    return [
      { what: `${what}: all work together`, unit: 'ms', values: pair((run) => spentIn(run, id, 'work')) },
      { what: `${what}: all waits together`, unit: 'ms', values: pair((run) => spentIn(run, id, 'wait')) },
    ];
  });
  const differs = ({ values: [before, after] }: Difference): number => Math.abs(after - before);
  return [
    {
      what: 'From its request until its end, or now',
      unit: 'ms',
      values: pair(({ durationMs, nowMs, askedAtMs }) => durationMs ?? nowMs - askedAtMs),
    },
    { what: 'Scanned', unit: 'bytes', values: pair(({ bytesScanned }) => bytesScanned) },
    { what: 'Faults', unit: 'count', values: pair(({ faultCount }) => faultCount) },
    ...ofLanes.filter(({ values }) => Math.max(...values) > 0).sort((a, b) => differs(b) - differs(a)),
  ];
}

function spentIn({ lanes, nowMs, askedAtMs, durationMs = Infinity }: RunDetail, laneId: string, kind: string): number {
  const items = lanes.find(({ id }) => id === laneId)?.items.filter((item) => item.kind === kind) ?? [];
  const overMs = askedAtMs + durationMs;
  return items.reduce((sum, { startMs, endMs = nowMs }) => sum + Math.max(0, Math.min(endMs, overMs) - startMs), 0);
}
