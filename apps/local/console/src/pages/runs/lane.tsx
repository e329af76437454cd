import type { RunDetail, RunItem, RunLane } from '@pulso/console-api';

import { hrefOf } from '../../state/route';
import { arrangeLane } from './arrange-lane';
import { ItemButton } from './item-button';
import { type AxisPart, percent, placeOf } from './time-axis';

interface LaneProps {
  readonly lane: RunLane;
  readonly run: RunDetail;
  readonly axis: readonly AxisPart[];
  /** The id of the one item in all lanes to which the Tab key leads. */
  readonly tabStop: string | undefined;
}

const topOf = (row: number): string => `${row * 1.45 + 0.15}rem`;

/** What one service did, or what was done for one question or destination. */
export function Lane({ lane, run: { reportId, nowMs, askedAtMs, durationMs }, axis, tabStop }: LaneProps) {
  const { bars, rowCount, marks } = arrangeLane(lane.items, axis, nowMs);
  const button = (items: readonly RunItem[], row: number, from: number, width?: number) => (
    <ItemButton
      key={items[0]?.id}
      items={items}
      style={{ left: percent(from), top: topOf(row), ...(width !== undefined && { width: percent(width) }) }}
      zeroMs={askedAtMs}
      isTabStop={items.some(({ id }) => id === tabStop)}
    />
  );
  return (
    <div class="run-lane" role="group" aria-label={`${lane.service} ${lane.title}`}>
      <span class="run-label">
        {lane.service === 'query-worker' ? (
          <a href={hrefOf('questions', lane.title, reportId)} title="Open the question in the editor">
            {lane.title}
          </a>
        ) : (
          lane.title
        )}
        {lane.title !== lane.service && <small class="faint">{lane.service}</small>}
      </span>
      <div class="run-track" style={{ minHeight: topOf(rowCount + (marks.length > 0 ? 1 : 0) + 0.1) }}>
        {axis
          .filter(({ isGap }) => isGap)
          .map(({ fromMs, from, to }) => (
            <span key={fromMs} class="run-gap" style={{ left: percent(from), width: percent(to - from) }} />
          ))}
        {durationMs !== undefined && (
          <span class="run-end" style={{ left: percent(placeOf(axis, askedAtMs + durationMs)) }} />
        )}
        {bars.map(({ item, from, to, row }) => button([item], row, from, to - from))}
        {marks.map(({ items, at }) => button(items, rowCount, at))}
      </div>
    </div>
  );
}
