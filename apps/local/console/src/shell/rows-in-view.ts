import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

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
