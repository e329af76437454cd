import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

import { rowAt, rowTops, rowWindow } from './row-window';

/** A row's height before it was rendered once, pixels. */
const guessedHeight = 90;

/** How far around the view rows are rendered, pixels. */
const margin = 600;

interface Props<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Whether a row keeps its place between the others when rows are added before it. */
  readonly isSteady: (row: Row) => boolean;
  readonly renderRow: (row: Row) => ComponentChildren;
  readonly label: string;
  /** Called when the first rows are near. */
  readonly onNearTop: () => void;
}

/**
 * A long list of rows of any height, of which only those near the view are rendered. It stays at its end while rows are
 * added there, unless the reader has scrolled away; then it stays where the reader is.
 */
export function MessageList<Row>({ rows, keyOf, isSteady, renderRow, label, onNearTop }: Props<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const heightOf = useRef(new Map<string, number>()).current;
  /** The row at the top of the view and how far it is above it; undefined: the end is in view. */
  const anchor = useRef<{ readonly key: string; readonly above: number } | undefined>(undefined);
  /** Where the view was last seen or put: when it is elsewhere, the reader is scrolling. */
  const seenTop = useRef(0);
  const seenHeight = useRef(0);
  const [view, setView] = useState({ top: 0, height: 0 });
  const [measured, setMeasured] = useState(0);

  const currentTops = () => rowTops(rows.map((row) => heightOf.get(keyOf(row)) ?? guessedHeight));
  const tops = useMemo(currentTops, [rows, measured]);
  // Before the first look, the end is what will be seen.
  const top = view.height === 0 ? (tops.at(-1) ?? 0) - margin : view.top;
  const shown = rowWindow(tops, { top, height: view.height, margin });

  const look = (): void => {
    if (!box.current) return;
    const { scrollTop, clientHeight, scrollHeight } = box.current;
    const isUnmoved = Math.abs(scrollTop - seenTop.current) < 2;
    const isAtEnd = (isUnmoved && !anchor.current) || scrollHeight - scrollTop - clientHeight < 40;
    const topRow = rowAt(tops, scrollTop);
    const row = rows.findIndex((each, index) => index >= topRow && isSteady(each));
    const first = rows[row];
    anchor.current = isAtEnd || !first ? undefined : { key: keyOf(first), above: scrollTop - (tops[row] ?? 0) };
    seenTop.current = scrollTop;
    setView({ top: scrollTop, height: clientHeight });
    if (scrollTop < margin) onNearTop();
  };

  useLayoutEffect(() => {
    const isChanged = measure(content.current, heightOf);
    if (isChanged) setMeasured((count) => count + 1);
    if (!box.current || Math.abs(box.current.scrollTop - seenTop.current) > 1) return;
    const topsNow = isChanged ? currentTops() : tops;
    const row = anchor.current ? rows.findIndex((each) => keyOf(each) === anchor.current?.key) : -1;
    const wanted = row === -1 ? box.current.scrollHeight : (topsNow[row] ?? 0) + (anchor.current?.above ?? 0);
    if (Math.abs(box.current.scrollTop - wanted) > 1) box.current.scrollTop = wanted;
    seenTop.current = box.current.scrollTop;
  });

  useLayoutEffect(() => {
    // Pictures arrive, quotes open, and the window changes.
    const observer = new ResizeObserver(() => {
      if (measure(content.current, heightOf) || box.current?.clientHeight !== seenHeight.current)
        setMeasured((count) => count + 1);
      seenHeight.current = box.current?.clientHeight ?? 0;
    });
    if (content.current) observer.observe(content.current);
    if (box.current) observer.observe(box.current);
    look();
    return () => observer.disconnect();
  }, []);

  return (
    <div class="chat-scroll" ref={box} tabIndex={0} role="region" aria-label={label} onScroll={look}>
      <div style={{ height: `${shown.before}px` }} />
      <div ref={content}>
        {rows.slice(shown.first, shown.end).map((row) => (
          <div key={keyOf(row)} class="chat-row" data-key={keyOf(row)}>
            {renderRow(row)}
          </div>
        ))}
      </div>
      <div style={{ height: `${shown.after}px` }} />
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
