import { type ColorMode } from '../command-options';

/** How parts of the output look; without colors everything looks the same. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** The color of the n-th series of a chart, counted from 0. */
  readonly series: (text: string, n: number) => string;
}

const plain = (text: string): string => text;

/** Cyan, yellow, magenta, green, blue, red: readable on light and dark ground. */
const seriesCodes = [36, 33, 35, 32, 34, 31];

const sgr =
  (code: number) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`;

/** @returns Colors, or none. */
export function createStyle(isColored: boolean): Style {
  if (!isColored) return { bold: plain, dim: plain, series: plain };
  return { bold: sgr(1), dim: sgr(2), series: (text, n) => sgr(seriesCodes[n % seriesCodes.length] ?? 0)(text) };
}

/**
 * Decides on colors: what the option says, else colors on a terminal, unless the user wants none anywhere.
 *
 * @see https://no-color.org
 */
export function hasColors(
  mode: ColorMode,
  stream: { readonly isTTY?: boolean },
  variables: Readonly<Record<string, string | undefined>>,
): boolean {
  if (mode !== 'auto') return mode === 'always';
  return stream.isTTY === true && !variables['NO_COLOR'] && variables['TERM'] !== 'dumb';
}
