import { type NumberTraits, type ReportPlan } from '@pulso/contracts/report-plan';
import { type UsualRange, judgeNumber } from '@pulso/domain/usual-range';
import { defined } from '@pulso/kit/telegram';

import { type HistoryNumber } from '../ports';
import { alignWindows } from './align-windows';
import { createReadNumber } from './number-in-history';
import {
  type Past,
  type Windows,
  cadenceOf,
  earlierWindowCountOf,
  lengthOf,
  shownWindowCount,
  stepOf,
  toleranceMsOf,
} from './past';
import { fromFirstKnown } from './series';

/** What earlier windows say about a number. */
export interface Compared {
  /** The same number in the windows before, oldest first; absent: it is not known in any of them. */
  readonly earlier?: (number | null)[];
  readonly usualRange?: UsualRange;
  readonly isUnusual?: true;
}

/**
 * Finds the numbers of a report in the windows of the same length before its own, and judges them by those.
 *
 * @param windows - Those before, as {@link earlierWindowsOf} gives them.
 * @param beside - Of an hour, those before and after each of them; of others none.
 * @returns One per number, in their order. A gap is `null`, except before the first known number: there the series begins.
 */
export function compareWithPast(
  numbers: readonly (HistoryNumber & Pick<NumberTraits, 'unit'>)[],
  plan: ReportPlan,
  windows: Windows,
  beside: readonly Windows[],
): Compared[] {
  const cadence = cadenceOf(plan);
  const readNumber = createReadNumber();
  return numbers.map((number) => {
    const seriesOf = (some: Windows) => some.map((entry) => readNumber(entry, number));
    const series = seriesOf(windows);
    const isWatched = isSameNumber(plan.watched, number);
    const options = { cadence, unit: number.unit, isWatched, beside: beside.map(seriesOf) };
    const { usual, isUnusual } = judgeNumber(number.value, series, options);
    // The same hour of other days would be taken for the hours before.
    const earlier = cadence === 'hour' ? [] : fromFirstKnown(series.slice(-shownWindowCount));
    return {
      ...(earlier.length > 0 && { earlier }),
      ...defined({ usualRange: usual }),
      ...(isUnusual && { isUnusual }),
    };
  });
}

/** @param number - As it is kept. One of another report is none of those that a plan watches. */
const isSameNumber = (watched: ReportPlan['watched'], { queryId, numberId, ofReportId }: HistoryNumber): boolean =>
  ofReportId === undefined && queryId === watched?.queryId && numberId === watched.numberId;

/** Finds the windows that stand beside each of those before a plan's own, if it is of an hour. */
export function besideOf(plan: ReportPlan, past: Past): readonly Windows[] {
  if (cadenceOf(plan) !== 'hour') return [];
  const lengthMs = lengthOf(plan);
  return [-lengthMs, lengthMs].map((offsetMs) => earlierWindowsOf(plan, past, offsetMs));
}

/** Finds the windows before a plan's own. @param offsetMs - How much later than that each of them is. */
export function earlierWindowsOf(plan: ReportPlan, { own }: Past, offsetMs = 0): Windows {
  const lengthMs = lengthOf(plan);
  return alignWindows(own, {
    endMs: plan.windowEndMs - stepOf(plan) + offsetMs,
    lengthMs,
    stepMs: stepOf(plan),
    count: earlierWindowCountOf(plan),
    toleranceMs: toleranceMsOf(plan, lengthMs),
  });
}

/**
 * Tells as which window a plan's own is judged: the windows before, which it is compared with, may end at another time of
 * the day, and so be of another weekday.
 *
 * @param windows - Those before, as {@link earlierWindowsOf} gives them.
 * @returns When that window ends; undefined: as the plan's own does.
 */
export function comparedEndMsOf(plan: ReportPlan, windows: Windows): number | undefined {
  if (plan.trigger === 'schedule') return undefined;
  const ends = windows.flatMap((entry, index) =>
    entry ? [entry.windowEndMs + (windows.length - index) * stepOf(plan)] : [],
  );
  const newest = ends.at(-1);
  return newest === plan.windowEndMs ? undefined : newest;
}
