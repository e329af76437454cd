/** @example grouped(1234567); // '1,234,567' */
export const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** @returns The quotient with so many decimals; a dash where nothing can be divided. */
export const ratio = (dividend: number, divisor: number, decimals: number): string =>
  divisor === 0 ? '-' : (dividend / divisor).toFixed(decimals);

/** @returns A share of something, like `1.25 %`; a dash of nothing. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${ratio(100 * part, whole, 2)} %`;

/** @example duration(3_725_000); // '1:02:05' */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '');
}

/** @returns A table with two columns: labels, and values behind the longest label. */
export function table(rows: readonly (readonly [label: string, value: string])[]): string[] {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`.trimEnd());
}
