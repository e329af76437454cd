import type { RunDetail, RunLane } from '@pulso/console-api';
import { useMemo, useState } from 'preact/hooks';

import { formatDuration } from '../../shell/format';
import { hrefOf } from '../../state/route';
import { arrangeLane } from './arrange-lane';
import { offsetText } from './describe-item';
import { ItemButton } from './item-button';
import { Legend } from './legend';
import { type AxisPart, layOutAxis, placeOf, ticksOf } from './time-axis';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** Of one mark, a share of the axis at its smallest. */
const markWidth = 0.026;
const tickCount = 12;

/** What happened in a run, over time: a lane for each service, question and destination. */
export function Waterfall({ run }: { readonly run: RunDetail }) {
  const [cutsGaps, setCutsGaps] = useState(true);
  const [zoom, setZoom] = useState(1);
  const axis = useMemo(() => axisOf(run, cutsGaps), [run, cutsGaps]);
  return (
    <section aria-label="Waterfall">
      <div class="run-tools">
        <label>
          <input
            type="checkbox"
            checked={cutsGaps}
            onChange={({ currentTarget }) => setCutsGaps(currentTarget.checked)}
          />{' '}
          Cut out pauses
        </label>
        <label>
          Zoom{' '}
          <select value={zoom} onChange={({ currentTarget }) => setZoom(Number(currentTarget.value))}>
            {[1, 2, 4, 8, 16].map((each) => (
              <option key={each} value={each}>
                {each === 1 ? 'fit' : `${each} times`}
              </option>
            ))}
          </select>
        </label>
        <Legend />
      </div>
      <div class="run-scroll" tabIndex={0} role="group" aria-label="Lanes" onKeyDown={moveFocus}>
        <div class="run-lanes" style={{ width: `${zoom * 100}%` }}>
          <TimeAxis run={run} axis={axis} zoom={zoom} />
          {run.lanes.map((lane) => (
            <Lane key={lane.id} lane={lane} run={run} axis={axis} zoom={zoom} />
          ))}
        </div>
      </div>
    </section>
  );
}

function axisOf({ lanes, askedAtMs, nowMs }: RunDetail, cutsGaps: boolean): readonly AxisPart[] {
  const items = lanes
    .flatMap((lane) => lane.items)
    .map(({ startMs, endMs = nowMs, kind }) => ({ startMs, endMs, kind }));
  const whole = {
    startMs: Math.min(askedAtMs, ...items.map(({ startMs }) => startMs)),
    endMs: Math.max(askedAtMs, ...items.map(({ endMs }) => endMs)),
  };
  const spareMs = (whole.endMs - whole.startMs) * 0.01;
  const busy = items.filter(({ kind }) => kind !== 'wait' && kind !== 'alarm');
  return layOutAxis({ startMs: whole.startMs, endMs: whole.endMs + spareMs }, busy, cutsGaps);
}

interface AxisProps {
  readonly run: RunDetail;
  readonly axis: readonly AxisPart[];
  readonly zoom: number;
}

function TimeAxis({ run, axis, zoom }: AxisProps) {
  return (
    <div class="run-lane run-axis" aria-hidden="true">
      <span class="run-label" />
      <div class="run-track">
        {ticksOf(axis, run.askedAtMs, tickCount * zoom).map((atMs) => (
          <span key={atMs} class="run-tick" style={{ left: percent(placeOf(axis, atMs)) }}>
            {offsetText(atMs, run.askedAtMs)}
          </span>
        ))}
        {axis.map(({ isGap, fromMs, toMs, from, to }) =>
          isGap ? (
            <span key={fromMs} class="run-gap-text" style={{ left: percent(from), width: percent(to - from) }}>
              {formatDuration(toMs - fromMs)}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}

/** What comes behind it was left over: copies of messages, answers that were there already. */
function End({ run: { askedAtMs, durationMs }, axis }: Omit<AxisProps, 'zoom'>) {
  if (durationMs === undefined) return null;
  return <span class="run-end" style={{ left: percent(placeOf(axis, askedAtMs + durationMs)) }} />;
}

function Lane({ lane, run, axis, zoom }: AxisProps & { readonly lane: RunLane }) {
  const { bars, rowCount, marks } = arrangeLane(lane.items, axis, run.nowMs, markWidth / zoom);
  const top = (row: number): string => `${row * 1.45 + 0.15}rem`;
  return (
    <div class="run-lane" role="group" aria-label={`${lane.service} ${lane.title}`}>
      <span class="run-label">
        {lane.service === 'query-worker' ? (
          <a href={hrefOf('questions', lane.title, run.reportId)} title="Open the question in the editor">
            {lane.title}
          </a>
        ) : (
          lane.title
        )}
        {lane.title !== lane.service && <small class="faint">{lane.service}</small>}
      </span>
      <div class="run-track" style={{ minHeight: top(rowCount + (marks.length > 0 ? 1 : 0) + 0.1) }}>
        {axis.map(({ isGap, fromMs, from, to }) =>
          isGap ? (
            <span key={fromMs} class="run-gap" style={{ left: percent(from), width: percent(to - from) }} />
          ) : null,
        )}
        <End run={run} axis={axis} />
        {bars.map(({ item, from, to, row }) => (
          <ItemButton
            key={item.id}
            items={[item]}
            class={`run-bar run-${item.kind}`}
            style={{ left: percent(from), width: percent(to - from), top: top(row) }}
            zeroMs={run.askedAtMs}
          />
        ))}
        {marks.map(({ items, at }) => (
          <ItemButton
            key={items[0]?.id}
            items={items}
            class={`run-mark run-${items[0]?.kind}`}
            style={{ left: percent(at), top: top(rowCount) }}
            zeroMs={run.askedAtMs}
          />
        ))}
      </div>
    </div>
  );
}

/** Arrow keys lead from one item to the next. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const index = buttons.findIndex((each) => each === document.activeElement);
  if (by === undefined || index === -1) return;
  event.preventDefault();
  buttons[index + by]?.focus();
}
