import { type ComponentChildren, type RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface WindowedListProps<Item> {
  readonly items: readonly Item[];
  /** Of every row, pixels. */
  readonly rowHeight: number;
  readonly renderRow: (item: Item, index: number) => ComponentChildren;
  /** What a screen reader calls the list. */
  readonly label: string;
  /** What an item keeps when others come in front of it; default: its place. */
  readonly keyOf?: (item: Item) => string | number;
}

/**
 * A long list in a scrolling box of which only the rows in view are rendered. Arrow keys, Home and End move the focus
 * from the link or button of one row to that of another; a reader hears every row's place among all.
 */
export function WindowedList<Item>({ items, rowHeight, renderRow, label, keyOf }: WindowedListProps<Item>) {
  const { box, onScroll, start, end } = useRowsInView(rowHeight, items.length);
  /** The row with the focus stays rendered wherever the list is scrolled: the focus would be lost with it. */
  const [focused, setFocused] = useState<number>();
  const isMoving = useRef(false);
  useLayoutEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    box.current?.querySelector<HTMLElement>(`[data-row="${focused}"] :is(a, button)`)?.focus({ preventScroll: true });
  }, [focused]);
  const move = (event: KeyboardEvent): void => {
    const to = focused === undefined ? undefined : targetOf(event.key, focused, items.length);
    if (to === undefined || to === focused || !box.current) return;
    event.preventDefault();
    const { scrollTop, clientHeight: height } = box.current;
    box.current.scrollTop = scrollTopFor(to, { scrollTop, height, rowHeight, rowCount: items.length });
    isMoving.current = true;
    setFocused(to);
  };
  const rows = Array.from({ length: end - start }, (_, index) => start + index);
  if (focused !== undefined && focused < items.length && (focused < start || focused >= end)) rows.push(focused);
  return (
    <div class="windowed" ref={box} tabIndex={0} role="group" aria-label={label} onScroll={onScroll} onKeyDown={move}>
      <ul
        style={{ height: `${items.length * rowHeight}px` }}
        onFocusIn={({ target }) => setFocused(rowOf(target))}
        onFocusOut={() => setFocused(undefined)}
      >
        {rows.map((row) => {
          const item = items[row] as Item;
          return (
            <li
              key={keyOf ? keyOf(item) : row}
              data-row={row}
              aria-setsize={items.length}
              aria-posinset={row + 1}
              style={{ top: `${row * rowHeight}px`, height: `${rowHeight}px` }}
            >
              {renderRow(item, row)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function rowOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined;
  return row === undefined ? undefined : Number(row);
}

function targetOf(key: string, from: number, rowCount: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    Home: 0,
    End: rowCount - 1,
  };
  const to = Object.hasOwn(targets, key) ? targets[key] : undefined;
  return to === undefined ? undefined : Math.max(0, Math.min(rowCount - 1, to));
}

/** A box that scrolls, and which of its rows to render. */
interface RowsInView {
  readonly box: RefObject<HTMLDivElement | null>;
  /** To be called when the box is scrolled. */
  readonly onScroll: () => void;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * Finds out which rows of a long list a person sees.
 *
 * @param rowHeight - Of every row, pixels.
 */
export function useRowsInView(rowHeight: number, rowCount: number): RowsInView {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTop: 0, height: 0 });
  const onScroll = (): void => {
    if (box.current) setView({ scrollTop: box.current.scrollTop, height: box.current.clientHeight });
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(onScroll);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const [start, end] = visibleRange({ ...view, rowHeight, rowCount });
  return { box, onScroll, start, end };
}

/** What of a list stands in view. */
interface View {
  /** How far it is scrolled, pixels. */
  readonly scrollTop: number;
  /** Of what is seen of it, pixels. */
  readonly height: number;
  /** Of every row, pixels. */
  readonly rowHeight: number;
  readonly rowCount: number;
}

/** Rows above and below what is seen, so that scrolling by a wheel shows no gap. */
const sparePerSide = 8;

/**
 * @param view - It may be scrolled further than a list goes that has just become shorter.
 * @returns The rows to render, as the half-open interval `[start, end)`.
 */
export function visibleRange({ scrollTop, height, rowHeight, rowCount }: View): readonly [start: number, end: number] {
  const top = Math.max(0, Math.min(scrollTop, rowCount * rowHeight - height));
  const start = Math.max(0, Math.floor(top / rowHeight) - sparePerSide);
  return [start, Math.min(rowCount, Math.ceil((top + height) / rowHeight) + sparePerSide)];
}

/** @returns How far to scroll so that a row is seen whole, pixels; as it is when it is already. */
export function scrollTopFor(row: number, { scrollTop, height, rowHeight }: View): number {
  const top = row * rowHeight;
  return Math.min(top, Math.max(scrollTop, top + rowHeight - height));
}
