/** @returns A whole number with commas between thousands; `toLocaleString` takes 10 ms when it is first called. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** @returns For example `1 row`, `2,000 rows`. */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

/** @returns Millions of bytes, with a decimal below ten. */
export function formatMegabytes(byteCount: number): string {
  const megabytes = byteCount / 1e6;
  return megabytes < 9.95 ? megabytes.toFixed(1) : formatCount(Math.round(megabytes));
}
