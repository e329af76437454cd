import { roundedTo2 } from '../rounded-to-2';
import { type Series, hasGap } from './series';

/** What the numbers of several windows say together. */
export interface Total {
  readonly value: number;
  readonly parts: (number | null)[];
  /** The same of the windows before. */
  readonly earlier?: [number];
}

/**
 * Sums up the numbers of several windows, or averages them where a sum would be wrong.
 *
 * Over a gap a sum is too small to be compared with another one. So there is a comparison only where every window of both
 * spans is known.
 *
 * @param before - Of as many windows right before these.
 * @returns Rounded to two decimals; undefined where no window is known.
 */
export function sumUp(
  parts: Series,
  before: Series,
  { additive }: { readonly additive?: false | undefined },
): Total | undefined {
  const total = (series: Series): number | undefined => {
    const known = series.filter((number) => number !== null);
    const sum = known.reduce((a, b) => a + b, 0);
    return known.length === 0 ? undefined : roundedTo2(additive === false ? sum / known.length : sum);
  };
  const value = total(parts);
  if (value === undefined) return undefined;
  const earlier = hasGap(parts) || hasGap(before) ? undefined : total(before);
  return { value, parts: [...parts], ...(earlier === undefined ? {} : { earlier: [earlier] }) };
}
