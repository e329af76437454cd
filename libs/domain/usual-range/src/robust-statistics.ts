/** The middle of some numbers; of an even count the mean of the two in the middle. NaN of none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low + (high - low) / 2;
}

/** What makes a median absolute deviation the standard deviation of numbers that are normally distributed. */
const deviationPerMad = 1.4826;

/**
 * A standard deviation that outliers do not change, as long as fewer than half of the numbers are some.
 *
 * @param residuals - Distances from the centre.
 * @see https://doi.org/10.1016/j.jesp.2013.03.013 Leys et al., 2013
 */
export const robustDeviationOf = (residuals: readonly number[]): number =>
  deviationPerMad * medianOf(residuals.map(Math.abs));
