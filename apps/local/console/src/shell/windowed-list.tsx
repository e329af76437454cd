import { type ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { useRowsInView } from './use-rows-in-view';
import { scrollTopFor } from './visible-range';

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
