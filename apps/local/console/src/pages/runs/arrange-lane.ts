import type { RunItem } from '@pulso/local/console-api';

import { isBar } from './describe-item';
import { type AxisPart, placeOf } from './time-axis';

/** A bar, and where it lies: shares of the axis, 0 to 1, and the row below others that it would cover. */
export interface PlacedBar {
  readonly item: RunItem;
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** Moments, or faults, that lie too near to each other to be drawn apart. */
export interface PlacedMarks {
  readonly items: readonly RunItem[];
  readonly at: number;
}

export interface ArrangedLane {
  readonly bars: readonly PlacedBar[];
  readonly rowCount: number;
  readonly marks: readonly PlacedMarks[];
}

/** A bar is drawn no narrower, so that it can be seen and hit, and marks no nearer; shares of the axis. */
const [leastWidth, markWidth] = [0.012, 0.026];

/**
 * Arranges what a lane shows, so that nothing covers anything else.
 *
 * @param items - In the order of their starts.
 */
export function arrangeLane(items: readonly RunItem[], axis: readonly AxisPart[], nowMs: number): ArrangedLane {
  const ends: number[] = [];
  const bars: PlacedBar[] = [];
  const marks: { items: RunItem[]; at: number }[] = [];
  for (const item of items) {
    const from = placeOf(axis, item.startMs);
    if (isBar(item)) {
      const to = Math.max(from + leastWidth, placeOf(axis, item.endMs ?? nowMs));
      const free = ends.findIndex((end) => end <= from);
      const row = free === -1 ? ends.length : free;
      ends[row] = to;
      bars.push({ item, from, to, row });
    } else {
      const near = marks.findLast(({ at }) => from - at < markWidth);
      if (near && near.items[0]?.kind === item.kind) near.items.push(item);
      else marks.push({ items: [item], at: near ? near.at + markWidth : from });
    }
  }
  return { bars, rowCount: ends.length, marks };
}
