/** What of a list stands in view. */
export interface View {
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
