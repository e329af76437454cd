/** One number per window, oldest first. `null`: a gap. */
export type Series = readonly (number | null)[];

export const hasGap = (series: Series): boolean => series.includes(null);

/** @returns Empty where no number is known. */
export const fromFirstKnown = (series: Series): (number | null)[] => {
  const firstKnown = series.findIndex((number) => number !== null);
  return firstKnown < 0 ? [] : series.slice(firstKnown);
};
