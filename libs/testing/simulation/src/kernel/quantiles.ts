import { type SeededRandom } from '@pulso/world/time';

/**
 * A distribution by its quantiles: pairs of share (0 to 1, rising, from 0 to 1) and value. Between two of them it is
 * linear, so that drawing needs no logarithm, whose last bit differs between engines.
 */
export type Quantiles = readonly (readonly [share: number, value: number])[];

const shares = { min: 0, p50: 0.5, p90: 0.9, p99: 0.99, max: 1 } as const;

/** A distribution in milliseconds, by the names of quantiles: `min`, `max`, and what is known between them. */
export type NamedQuantiles = { readonly [Name in keyof typeof shares]?: number };

export const quantilesOf = (named: NamedQuantiles): Quantiles =>
  Object.entries(shares).flatMap(([name, share]) => {
    const value = named[name as keyof typeof shares];
    return value === undefined ? [] : [[share, value] as const];
  });

/** @returns A whole number. */
export function drawFrom(quantiles: Quantiles, draw: SeededRandom): number {
  const share = draw.next();
  for (let index = 1; index < quantiles.length; index += 1) {
    const upper = quantiles[index];
    const lower = quantiles[index - 1];
    if (!upper || !lower || share > upper[0]) continue;
    return Math.round(lower[1] + ((share - lower[0]) / (upper[0] - lower[0])) * (upper[1] - lower[1]));
  }
  return quantiles.at(-1)?.[1] ?? 0;
}
