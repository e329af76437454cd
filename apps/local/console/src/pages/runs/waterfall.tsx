import type { RunDetail } from '@pulso/local/console-api';
import { useEffect, useRef } from 'preact/hooks';

import { percent } from '../../shell/format';
import { offsetText } from './run-words';
import { Lane, isSelected } from './lane';
import { type Axis, axisOf, placeOf, ticksOf } from './time-axis';

/** What happened in a run, over time: a lane for each service, question and destination. */
export function Waterfall({ run }: { readonly run: RunDetail }) {
  const axis = axisOf(run);
  const ids = run.lanes.flatMap(({ items }) => items.map(({ id }) => id));
  const tabStop = ids.find((id) => isSelected(run.runId, id)) ?? ids[0];
  const lanesBox = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where there is no room for all of it: what a run waits for is at the right.
    if (lanesBox.current && run.durationMs === undefined) lanesBox.current.scrollLeft = lanesBox.current.scrollWidth;
  }, [run.runId]);
  return (
    <section aria-label="Waterfall">
      <Legend />
      <div class="box" ref={lanesBox} tabIndex={0} role="group" aria-label="Lanes" onKeyDown={moveFocus}>
        <TimeAxis run={run} axis={axis} />
        {run.lanes.map((lane) => (
          <Lane key={lane.id} lane={lane} run={run} axis={axis} tabStop={tabStop} />
        ))}
      </div>
    </section>
  );
}

function TimeAxis({ run, axis }: { readonly run: RunDetail; readonly axis: Axis }) {
  return (
    <div class="run-lane run-axis" aria-hidden="true">
      <span class="run-label" />
      <div class="run-track">
        {ticksOf(axis, run.askedAtMs).map((atMs) => (
          <span key={atMs} class="run-tick" style={{ left: percent(placeOf(axis, atMs)) }}>
            {offsetText(atMs, run.askedAtMs)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** What the signs mean. */
const Legend = () => (
  <p class="row small">
    <span class="run-bar run-work">works</span>
    <span class="run-bar run-wait">waits</span>
    <span class="run-bar run-work run-bad">× went wrong</span>
    <span class="run-fault">! fault</span>
    <span>Green line: the end. Choose a bar to see its message and log lines; arrow keys lead from bar to bar.</span>
  </p>
);

/** Arrow keys lead to the item before or after in its lane, and to the nearest one of the lane above or below. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  // Alt and an arrow is the browser's way back.
  if (event.altKey || event.ctrlKey || event.metaKey || !document.activeElement) return;
  const leftOf = (element: Element): number => element.getBoundingClientRect().left;
  const lanes = [...event.currentTarget.querySelectorAll('.run-lane')]
    .map((lane) => [...lane.querySelectorAll('button')].sort((a, b) => leftOf(a) - leftOf(b)))
    .filter((buttons) => buttons.length > 0);
  const row = lanes.findIndex((buttons) => buttons.some((button) => button === document.activeElement));
  const [own = [], left] = [lanes[row], leftOf(document.activeElement)];
  const at = own.findIndex((button) => button === document.activeElement);
  const nearestIn = (buttons: readonly HTMLButtonElement[] = []): HTMLButtonElement | undefined =>
    buttons.toSorted((a, b) => Math.abs(leftOf(a) - left) - Math.abs(leftOf(b) - left))[0];
  const next = {
    ...{ ArrowRight: own[at + 1], ArrowLeft: own[at - 1], Home: own[0], End: own.at(-1) },
    ...{ ArrowDown: nearestIn(lanes[row + 1]), ArrowUp: nearestIn(lanes[row - 1]) },
  }[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
