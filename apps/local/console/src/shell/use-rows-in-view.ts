import { type RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { visibleRange } from './visible-range';

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
