interface PagerProps {
  /** undefined: the first page is shown. */
  readonly onFirst: (() => void) | undefined;
  /** undefined: the last page is shown. */
  readonly onNext: (() => void) | undefined;
}

/** Leads through what does not fit on one page; shows nothing where all of it does. */
export function Pager({ onFirst, onNext }: PagerProps) {
  if (!onFirst && !onNext) return null;
  return (
    <p class="row">
      <button type="button" disabled={!onFirst} onClick={onFirst}>
        First page
      </button>
      <button type="button" disabled={!onNext} onClick={onNext}>
        Next page
      </button>
    </p>
  );
}
