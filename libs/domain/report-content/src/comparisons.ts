import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

import { judgeNumber } from './anomalies';
import { type Table, type Value } from './answers';
import { shownWindowCount } from './baseline';
import { type HistoryTable, type NumberKey, type Past, isSameNumber } from './history';
import { type ComparedWindows, comparedWindowsOf, fromFirstKnown, seriesOf } from './series';
import { moversOf, withCountsBefore } from './tables';

/** A number of a report, and what it is known by in the history. Over a gap a sum is another number, and has no key. */
export interface KeyedValue {
  readonly value: Value;
  readonly key?: NumberKey | undefined;
}

/**
 * Adds to a closed report what earlier ones say: what its numbers were, which are anomalies, and which rows explain the
 * first of them.
 *
 * @param kept - What the history will have of the tables.
 */
export function compare(
  numbers: readonly KeyedValue[],
  tables: readonly Table[],
  kept: readonly HistoryTable[],
  plan: ReportPlan,
  past: Past,
): Pick<ReportContent, 'values' | 'comparedEndMs'> & { readonly tables: readonly Table[] } {
  const compared = comparedWindowsOf(plan, past);
  const values = numbers.map((number) => judge(number, plan, compared));
  const told = firstAnomaly(values);
  const movers = told ? moversOf(told, tables, kept, plan, compared) : [];
  return {
    values: values.map((value) => (value === told && movers.length > 0 ? { ...value, movers } : value)),
    tables: withCountsBefore(tables, kept, compared.before),
    ...defined({ comparedEndMs: told && compared.comparedEndMs }),
  };
}

/** Says what a number was in the windows before, its baseline, and whether it is an anomaly. */
function judge({ value, key }: KeyedValue, plan: ReportPlan, { cadence, windows, beside }: ComparedWindows): Value {
  if (!key) return value;
  const series = seriesOf(windows, key);
  const { baseline, isAnomaly } = judgeNumber(value.value, series, {
    cadence,
    unit: value.unit,
    isWatched: key.ofReportId === undefined && isSameNumber(key, plan.watched),
    beside: beside.map((some) => seriesOf(some, key)),
  });
  // The same hour of other days would be taken for the hours before.
  const earlier = cadence === 'hour' || value.parts ? [] : fromFirstKnown(series.slice(-shownWindowCount));
  // A share of few people varies by chance, which its size would have to tell.
  const isJudged = value.of === undefined;
  return {
    ...value,
    ...(earlier.length > 0 && { earlier }),
    ...(isJudged && baseline && { usualRange: baseline }),
    ...(isJudged && isAnomaly && { isUnusual: true as const }),
  };
}

const prominences = ['headline', undefined, 'detail'] as const satisfies readonly Value['prominence'][];

/** The anomaly that a report's first line is about. */
const firstAnomaly = (values: readonly Value[]): Value | undefined =>
  prominences
    .map((wanted) => values.find(({ isUnusual, prominence }) => isUnusual && prominence === wanted))
    .find((value) => value !== undefined);
