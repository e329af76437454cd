import { signal } from '@preact/signals';
import type { RunDetail, RunItem, RunLane } from '@pulso/local/console-api';

import { percent } from '../../shell/format';
import { hrefOf } from '../../state/route';
import { addressOf, rangeBetween } from '../questions/asked';
import { describeItem, lengthText, unbroken } from './run-words';
import { type Axis, placeOf } from './time-axis';

/** Of which item of which run a person wants to know more; undefined: of none. */
export const selected = signal<{ readonly runId: string; readonly itemId: string } | undefined>(undefined);

export const isSelected = (runId: string, itemId: string): boolean =>
  selected.value?.runId === runId && selected.value.itemId === itemId;

/** Chooses an item of a run. @param leadsTo - Selects what the focus goes to, once it is rendered. */
function choose(runId: string, itemId: string, leadsTo?: string): void {
  selected.value = { runId, itemId };
  if (leadsTo === undefined) return;
  requestAnimationFrame(() => document.querySelector<HTMLElement>(leadsTo)?.focus());
}

/** The first bar or mark that is chosen. */
export const chosenItem = '.run-track [aria-pressed="true"]';

interface LaneProps {
  readonly lane: RunLane;
  readonly run: RunDetail;
  readonly axis: Axis;
  /** The id of the one item in all lanes to which the Tab key leads. */
  readonly tabStop: string | undefined;
}

const topOf = (row: number): string => `${row * 1.45 + 0.15}rem`;

/** What one service did, or what was done for one question or destination. */
export function Lane({ lane, run: { runId, nowMs, askedAtMs, durationMs }, axis, tabStop }: LaneProps) {
  const { placed, rowCount } = arrangeLane(lane.items, axis, nowMs);
  return (
    <div class="run-lane" role="group" aria-label={`${lane.service} ${lane.title}`}>
      <span class="run-label">
        {lane.asks ? (
          <a
            href={hrefOf(
              'questions',
              ...addressOf({ ...lane.asks, range: rangeBetween(lane.asks.startMs, lane.asks.endMs) }),
            )}
            title="Ask it of the run's window"
          >
            {lane.title}
          </a>
        ) : (
          lane.title
        )}
        {lane.title !== lane.service && <small class="faint">{lane.service}</small>}
      </span>
      <div class="run-track" style={{ minHeight: topOf(rowCount + 0.1) }}>
        {durationMs !== undefined && (
          <span class="run-end" style={{ left: percent(placeOf(axis, askedAtMs + durationMs)) }} />
        )}
        {placed.map((each) => (
          <ItemButton
            key={each.item.id}
            runId={runId}
            placed={each}
            zeroMs={askedAtMs}
            isTabStop={each.item.id === tabStop}
          />
        ))}
      </div>
    </div>
  );
}

interface ItemButtonProps {
  readonly runId: string;
  readonly placed: PlacedItem;
  /** From when times are counted, epoch ms. */
  readonly zeroMs: number;
  /** Whether the Tab key leads to it; arrow keys lead to all. */
  readonly isTabStop: boolean;
}

/** A bar, or the mark of a fault. */
function ItemButton({ runId, placed: { item, from, to, row }, zeroMs, isTabStop }: ItemButtonProps) {
  const { id, kind, isBad, shortTitle } = item;
  const isChosen = isSelected(runId, id);
  const isFault = kind === 'fault';
  const shown = isFault ? '' : [shortTitle, lengthText(item)].map(unbroken).join(' ');
  const text = describeItem(item, zeroMs);
  const classes = [!isFault && 'run-bar', `run-${kind}`, isBad && 'run-bad'];
  return (
    <button
      type="button"
      class={classes.filter(Boolean).join(' ')}
      style={{ left: percent(from), top: topOf(row), width: percent(to - from) }}
      title={text}
      // Who speaks to the page names what is seen.
      aria-label={isFault ? text : `${shown}. ${text}`}
      aria-pressed={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={({ detail: clickCount }) => {
        if (isChosen) selected.value = undefined;
        // A key leads on to what is told of it.
        else choose(runId, id, clickCount === 0 ? '.run-details' : undefined);
      }}
    >
      <span aria-hidden="true">{isFault ? '!' : isBad && kind === 'work' && '× '}</span>
      {shown}
    </button>
  );
}

/** Where an item is drawn: shares of the axis, 0 to 1, and in which row. */
interface PlacedItem {
  readonly item: RunItem;
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** An item is drawn no narrower, so that it can be seen and hit; a share of the axis. */
const leastWidth = 0.014;

/**
 * Arranges what a lane shows, so that nothing covers anything else.
 *
 * @param items - In the order of their starts.
 */
export function arrangeLane(
  items: readonly RunItem[],
  axis: Axis,
  nowMs: number,
): { readonly placed: readonly PlacedItem[]; readonly rowCount: number } {
  /** Of each row, where it is free again. */
  const ends: number[] = [];
  const placed = items.map((item) => {
    const from = placeOf(axis, item.startMs);
    const to = Math.max(from + leastWidth, placeOf(axis, item.endMs ?? nowMs));
    const free = ends.findIndex((end) => end <= from);
    const row = free === -1 ? ends.length : free;
    ends[row] = to;
    return { item, from, to, row };
  });
  return { placed, rowCount: ends.length };
}
