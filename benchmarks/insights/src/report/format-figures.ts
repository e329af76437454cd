/** @returns `value / ours` with three digits: 2.00 took twice as long as the engine. */
export function formatRatio(value: number, ours: number | undefined): string {
  if (ours === undefined) return '-';
  const ratio = value / ours;
  return ratio < 100 ? ratio.toPrecision(3) : ratio.toFixed(0);
}

/** @returns Millions of bytes. */
export const formatMegabytes = (bytes: number | undefined): string =>
  bytes === undefined ? '-' : (bytes / 1e6).toFixed(0);
