import { signal } from '@preact/signals';
import type { RunDetail, RunItem, RunLane } from '@pulso/local/console-api';

import { percent } from '../../shell/format';
import { hrefOf } from '../../state/route';
import { addressOf, rangeBetween } from '../questions/asked';
import { describeItem, isBar, lengthText, unbroken } from './run-words';
import { type Axis, placeOf } from './time-axis';

/** Of which items of which run a person wants to know more. */
const selected = signal<{ readonly runId: string; readonly itemIds: readonly string[] } | undefined>(undefined);

export const isSelected = (runId: string, itemId: string): boolean =>
  selected.value?.runId === runId && selected.value.itemIds.includes(itemId);

/** Chooses items of a run. @param leadsTo - Selects what the focus goes to, once it is rendered. */
export function choose(runId: string, itemIds: readonly string[], leadsTo?: string): void {
  selected.value = { runId, itemIds };
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
  const { bars, rowCount, marks } = arrangeLane(lane.items, axis, nowMs);
  const button = (items: readonly RunItem[], row: number, from: number, width?: number) => (
    <ItemButton
      key={items[0]?.id}
      runId={runId}
      items={items}
      style={{ left: percent(from), top: topOf(row), ...(width !== undefined && { width: percent(width) }) }}
      zeroMs={askedAtMs}
      isTabStop={items.some(({ id }) => id === tabStop)}
    />
  );
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
        {bars.map(({ item, from, to, row }) => button([item], row, from, to - from))}
        {marks.map(({ items, at }) => button(items, rowCount - 1, at))}
      </div>
    </div>
  );
}

interface ItemButtonProps {
  readonly runId: string;
  /** At least one; several are faults. */
  readonly items: readonly RunItem[];
  readonly style: Readonly<Record<string, string>>;
  /** From when times are counted, epoch ms. */
  readonly zeroMs: number;
  /** Whether the Tab key leads to it; arrow keys lead to all. */
  readonly isTabStop: boolean;
}

/** A bar, or faults that lie near to each other. */
function ItemButton({ runId, items, style, zeroMs, isTabStop }: ItemButtonProps) {
  const [first = {} as RunItem] = items;
  const isBad = items.some((item) => item.isBad);
  const isChosen = items.some(({ id }) => isSelected(runId, id));
  const words = [first.shortTitle, lengthText(first)].map(unbroken);
  const shown = isBar(first) ? words.join(' ') : items.length > 1 ? `${items.length}` : '';
  const text = items.map((item) => describeItem(item, zeroMs)).join('\n');
  const classes = [isBar(first) && 'run-bar', `run-${first.kind}`, isBad && 'run-bad'];
  return (
    <button
      type="button"
      class={classes.filter(Boolean).join(' ')}
      style={style}
      title={text}
      // Who speaks to the page names what is seen.
      aria-label={shown === '' ? text : `${shown}. ${text}`}
      aria-pressed={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={({ detail: clickCount }) => {
        if (isChosen) return choose(runId, []);
        // A key leads on to what is told of it.
        const ids = items.map(({ id }) => id);
        choose(runId, ids, clickCount === 0 ? '.run-details' : undefined);
      }}
    >
      <span aria-hidden="true">{isBar(first) ? isBad && first.kind === 'work' && '× ' : '!'}</span>
      {shown}
    </button>
  );
}

/** What a lane shows: where bars and marks lie, shares of the axis, 0 to 1, and in which row. */
interface ArrangedLane {
  readonly bars: readonly {
    readonly item: RunItem;
    readonly from: number;
    readonly to: number;
    readonly row: number;
  }[];
  /** Faults, in a row below the bars; those that lie too near to each other to be drawn apart are one. */
  readonly marks: readonly { readonly items: readonly RunItem[]; readonly at: number }[];
  /** Of bars and marks together. */
  readonly rowCount: number;
}

/** A bar is drawn no narrower, so that it can be seen and hit, and marks that are nearer are one; shares of the axis. */
const [leastWidth, markWidth] = [0.012, 0.026];

/**
 * Arranges what a lane shows, so that nothing covers anything else.
 *
 * @param items - In the order of their starts.
 */
export function arrangeLane(items: readonly RunItem[], axis: Axis, nowMs: number): ArrangedLane {
  /** Of each row, where it is free again. */
  const ends: number[] = [];
  const bars = items.filter(isBar).map((item) => {
    const from = placeOf(axis, item.startMs);
    const to = Math.max(from + leastWidth, placeOf(axis, item.endMs ?? nowMs));
    const free = ends.findIndex((end) => end <= from);
    const row = free === -1 ? ends.length : free;
    ends[row] = to;
    return { item, from, to, row };
  });
  const marks: { items: RunItem[]; at: number }[] = [];
  for (const item of items.filter((each) => !isBar(each))) {
    const at = placeOf(axis, item.startMs);
    const near = marks.at(-1);
    if (near && at - near.at < markWidth) near.items.push(item);
    else marks.push({ items: [item], at });
  }
  return { bars, rowCount: ends.length + Math.min(1, marks.length), marks };
}
