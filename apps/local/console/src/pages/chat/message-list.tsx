import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import { type ChatRow, saidCount } from './chat-state';

/** A row's height before it was rendered once, pixels. */
const guessedHeight = 90;

/** How far around the view rows are rendered, pixels. */
const margin = 600;

interface Props {
  readonly rows: readonly ChatRow[];
  readonly renderRow: (row: ChatRow) => ComponentChildren;
  readonly label: string;
  /** Called when the first rows are near. */
  readonly onNearTop: () => void;
}

/**
 * A long list of rows of any height, of which only those near the view are rendered. It stays at its end while rows are
 * added there, unless the reader has scrolled away; then it stays where the reader is.
 */
export function MessageList({ rows, renderRow, label, onNearTop }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const heightOf = useRef(new Map<string, number>()).current;
  /** The row at the top of the view and how far it is above it; undefined: the end is in view. */
  const anchor = useRef<{ readonly key: string; readonly above: number } | undefined>(undefined);
  /** Where the view was last seen or put: when it is elsewhere, the reader is scrolling. */
  const seenTop = useRef(0);
  const [view, setView] = useState({ top: Infinity, height: 0 });
  const [measured, setMeasured] = useState(0);
  const measureAgain = () => setMeasured((count) => count + 1);

  const tops = useMemo(() => rowTops(rows.map(({ key }) => heightOf.get(key) ?? guessedHeight)), [rows, measured]);
  const total = tops.at(-1) ?? 0;
  const top = Math.min(view.top, total - view.height);
  const first = rowAt(tops, top - margin);
  const end = rowAt(tops, top + view.height + margin) + 1;

  const look = (): void => {
    if (!box.current) return;
    const { scrollTop, clientHeight, scrollHeight } = box.current;
    const isUnmoved = Math.abs(scrollTop - seenTop.current) < 2;
    const isAtEnd = (isUnmoved && !anchor.current) || scrollHeight - scrollTop - clientHeight < 40;
    // Where a day begins changes when earlier rows are added.
    const row = rows.findIndex(({ type }, index) => index >= rowAt(tops, scrollTop) && type !== 'day');
    const key = rows[row]?.key;
    anchor.current = isAtEnd || key === undefined ? undefined : { key, above: scrollTop - (tops[row] ?? 0) };
    seenTop.current = scrollTop;
    setView({ top: scrollTop, height: clientHeight });
    if (scrollTop < margin) onNearTop();
  };

  useLayoutEffect(() => {
    anchor.current = undefined;
    seenTop.current = box.current?.scrollTop ?? 0;
  }, [saidCount.value]);

  useLayoutEffect(() => {
    if (measure(content.current, heightOf)) return measureAgain();
    if (!box.current || Math.abs(box.current.scrollTop - seenTop.current) > 1) return;
    const row = rows.findIndex(({ key }) => key === anchor.current?.key);
    box.current.scrollTop = row === -1 ? box.current.scrollHeight : (tops[row] ?? 0) + (anchor.current?.above ?? 0);
    seenTop.current = box.current.scrollTop;
  });

  useLayoutEffect(() => {
    // Pictures arrive, quotes open, and the window changes.
    const observer = new ResizeObserver(measureAgain);
    if (content.current) observer.observe(content.current);
    if (box.current) observer.observe(box.current);
    look();
    return () => observer.disconnect();
  }, []);

  return (
    <div class="chat-scroll" ref={box} tabIndex={0} role="region" aria-label={label} onScroll={look}>
      <div style={{ height: `${tops[first] ?? 0}px` }} />
      <div ref={content}>
        {rows.slice(first, end).map((row) => (
          <div key={row.key} class="chat-row" data-key={row.key}>
            {renderRow(row)}
          </div>
        ))}
      </div>
      <div style={{ height: `${total - (tops[Math.min(end, rows.length)] ?? 0)}px` }} />
    </div>
  );
}

/** Takes down the heights of the rendered rows. @returns Whether one is another than was known. */
function measure(content: HTMLElement | null, heightOf: Map<string, number>): boolean {
  let isChanged = false;
  for (const row of content?.querySelectorAll<HTMLElement>(':scope > [data-key]') ?? []) {
    const { height } = row.getBoundingClientRect();
    const key = row.dataset['key'] ?? '';
    if (Math.abs((heightOf.get(key) ?? -1) - height) < 0.5) continue;
    heightOf.set(key, height);
    isChanged = true;
  }
  return isChanged;
}

/** @param heights - Of all rows, pixels. @returns Where each row begins, and in the end where the last one ends. */
export function rowTops(heights: readonly number[]): readonly number[] {
  const tops = [0];
  let at = 0;
  for (const height of heights) tops.push((at += height));
  return tops;
}

/** @returns The row at a place, the first or the last one for a place outside; 0 when there is none. */
export function rowAt(tops: readonly number[], place: number): number {
  let [low, high] = [0, Math.max(tops.length - 2, 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
