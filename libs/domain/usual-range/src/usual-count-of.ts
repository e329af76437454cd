import { type Cadence, comparedOf, pointsOf } from './compared-windows';
import { medianOf } from './robust-statistics';

/**
 * Gives the median of what a judgement compares with, for what is too small to be judged: the rows of a table.
 *
 * @param earlier - As for `judgeNumber`.
 * @returns Undefined: too little is known.
 */
export function usualCountOf(earlier: readonly (number | null)[], cadence: Cadence): number | undefined {
  const compared = comparedOf(pointsOf(earlier, cadence, Number), cadence);
  return compared && medianOf(compared.points.map(({ level }) => level));
}
