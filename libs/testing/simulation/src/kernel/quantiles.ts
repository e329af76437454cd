import { type SeededRandom } from '@pulso/world/time';

/**
 * A distribution by its quantiles: pairs of share (0 to 1, rising, from 0 to 1) and value. Between two of them it is
 * linear, so that drawing needs no logarithm, whose last bit differs between engines.
 */
export type Quantiles = readonly (readonly [share: number, value: number])[];

/** A distribution in milliseconds, by the names of quantiles. */
export interface NamedQuantiles {
  readonly min: number;
  readonly p50?: number;
  readonly p90?: number;
  readonly p99?: number;
  readonly max: number;
}

export const quantilesOf = ({ min, p50, p90, p99, max }: NamedQuantiles): Quantiles => {
  const inside: readonly (readonly [number, number | undefined])[] = [
    [0.5, p50],
    [0.9, p90],
    [0.99, p99],
  ];
  return [
    [0, min],
    ...inside.flatMap(([share, value]) => (value === undefined ? [] : [[share, value] as const])),
    [1, max],
  ];
};

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
