import { signal } from '@preact/signals';
import type { RunDetail, RunItem, RunLane } from '@pulso/local/console-api';

import { formatDuration, percent } from '../../shell/format';
import { hrefOf } from '../../state/route';
import { describeItem, isBar, lengthText, unbroken } from './run-words';
import { type AxisPart, hasLabel, placeOf } from './time-axis';

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
export const chosenItem = '.run-scroll [aria-pressed="true"]';

interface LaneProps {
  readonly lane: RunLane;
  readonly run: RunDetail;
  readonly axis: readonly AxisPart[];
  /** The id of the one item in all lanes to which the Tab key leads. */
  readonly tabStop: string | undefined;
}

const topOf = (row: number): string => `${row * 1.45 + 0.15}rem`;

/** What one service did, or what was done for one question or destination. */
export function Lane({ lane, run: { runId, reportId, nowMs, askedAtMs, durationMs }, axis, tabStop }: LaneProps) {
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
        {lane.service === 'query-worker' ? (
          <a href={hrefOf('questions', lane.title, reportId)} title="Open the question in the editor">
            {lane.title}
          </a>
        ) : (
          lane.title
        )}
        {lane.title !== lane.service && <small class="faint">{lane.service}</small>}
      </span>
      <div class="run-track" style={{ minHeight: topOf(rowCount + 0.1) }}>
        <Gaps axis={axis} isLabelled={false} />
        {durationMs !== undefined && (
          <span class="run-end" style={{ left: percent(placeOf(axis, askedAtMs + durationMs)) }} />
        )}
        {bars.map(({ item, from, to, row }) => button([item], row, from, to - from))}
        {marks.map(({ items, at, row }) => button(items, row, at))}
      </div>
    </div>
  );
}

interface GapsProps {
  readonly axis: readonly AxisPart[];
  /** Whether they say how long they were. */
  readonly isLabelled: boolean;
}

/** Pauses, which are drawn short. */
export const Gaps = ({ axis, isLabelled }: GapsProps) => (
  <>
    {axis
      .filter(({ isGap }) => isGap)
      .map((part) => {
        const { fromMs, toMs, from, to } = part;
        return (
          <span key={fromMs} class="run-gap" style={{ left: percent(from), width: percent(to - from) }}>
            {isLabelled && hasLabel(part) && unbroken(formatDuration(toMs - fromMs))}
          </span>
        );
      })}
  </>
);

interface ItemButtonProps {
  readonly runId: string;
  /** At least one; several are moments. */
  readonly items: readonly RunItem[];
  readonly style: Readonly<Record<string, string>>;
  /** From when times are counted, epoch ms. */
  readonly zeroMs: number;
  /** Whether the Tab key leads to it; arrow keys lead to all. */
  readonly isTabStop: boolean;
}

/** A bar, or moments that lie near to each other. */
function ItemButton({ runId, items, style, zeroMs, isTabStop }: ItemButtonProps) {
  const [first = {} as RunItem] = items;
  const isBad = items.some((item) => item.isBad);
  const isChosen = items.some(({ id }) => isSelected(runId, id));
  const words = [first.shortTitle, lengthText(first)].map(unbroken);
  const shown = isBar(first) ? words.join(' ') : items.length > 1 ? `${items.length}` : '';
  const text = items.map((item) => describeItem(item, zeroMs)).join('\n');
  const classes = [
    isBar(first) ? 'run-bar' : 'run-mark',
    `run-${first.kind}`,
    isBad && 'run-bad',
    items.some(({ isOnPath }) => isOnPath) && 'run-path',
  ];
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
      <span aria-hidden="true">{signOf(first, isBad)}</span>
      {shown}
    </button>
  );
}

/** Signs that every font has. */
function signOf(item: RunItem, isBad: boolean): string {
  if (isBar(item)) return isBad && item.kind === 'work' ? '× ' : '';
  if (item.kind === 'fault') return '!';
  return isBad ? '▲' : '●';
}

/** A bar, and where it lies: shares of the axis, 0 to 1, and the row below others that it would cover. */
interface PlacedBar {
  readonly item: RunItem;
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** Moments, or faults, that lie too near to each other to be drawn apart. */
interface PlacedMarks {
  readonly items: readonly RunItem[];
  readonly at: number;
  readonly row: number;
}

interface ArrangedLane {
  readonly bars: readonly PlacedBar[];
  /** Of bars and marks together. */
  readonly rowCount: number;
  readonly marks: readonly PlacedMarks[];
}

/** A bar is drawn no narrower, so that it can be seen and hit, and marks that are nearer are one; shares of the axis. */
const [leastWidth, markWidth] = [0.012, 0.026];

/**
 * Arranges what a lane shows, so that nothing covers anything else.
 *
 * @param items - In the order of their starts.
 */
export function arrangeLane(items: readonly RunItem[], axis: readonly AxisPart[], nowMs: number): ArrangedLane {
  /** Of each row, where it is free again, and the message whose row it is. */
  const rows: { end: number; messageId?: string | undefined }[] = [];
  const lastOf = new Map(items.map(({ id, messageId }) => [messageId, id]));
  const bars: PlacedBar[] = [];
  const marks: { items: RunItem[]; at: number }[] = [];
  for (const item of items) {
    const from = placeOf(axis, item.startMs);
    if (isBar(item)) {
      const to = Math.max(from + leastWidth, placeOf(axis, item.endMs ?? nowMs));
      const { messageId } = item;
      const own = rows.findIndex((each) => messageId !== undefined && each.messageId === messageId && each.end <= from);
      const free = own === -1 ? rows.findIndex((each) => each.messageId === undefined && each.end <= from) : own;
      const row = free === -1 ? rows.length : free;
      // A row is that of a message until the last of it: what is drawn in one row belongs together.
      rows[row] = { end: to, messageId: lastOf.get(messageId) === item.id ? undefined : messageId };
      bars.push({ item, from, to, row });
    } else {
      const near = marks.findLast(({ items: [first] }) => first?.kind === item.kind);
      if (near && from - near.at < markWidth) near.items.push(item);
      else marks.push({ items: [item], at: from });
    }
  }
  // Below the bars, faults in a row and moments in another: each stands where it happened.
  const kinds = (['fault', 'moment'] as const).filter((kind) =>
    marks.some(({ items: [first] }) => first?.kind === kind),
  );
  const rowOf = ({ items: [first] }: { readonly items: readonly RunItem[] }): number =>
    rows.length + kinds.findIndex((kind) => kind === first?.kind);
  return {
    bars,
    rowCount: rows.length + kinds.length,
    marks: marks.map((mark) => ({ ...mark, row: rowOf(mark) })),
  };
}
