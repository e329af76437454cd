/** @returns `value / ours` with two decimals: 2.00 took twice as long as the engine. */
export const formatRatio = (value: number, ours: number | undefined): string =>
  ours === undefined ? '-' : (value / ours).toFixed(2);

/** @returns Millions of bytes. */
export const formatMegabytes = (bytes: number | undefined): string =>
  bytes === undefined ? '-' : (bytes / 1e6).toFixed(0);
