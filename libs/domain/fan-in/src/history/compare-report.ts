import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

import { type HistoryNumber, type HistoryTable } from '../ports';
import { moversOf, withCountsBefore } from './compare-tables';
import { besideOf, comparedEndMsOf, compareWithPast, earlierWindowsOf } from './compare-with-past';
import { type Past } from './past';

type Value = ReportContent['values'][number];

interface AnsweredReport {
  readonly values: readonly Value[];
  readonly tables: NonNullable<ReportContent['tables']>;
}

interface HistoryOfReport {
  /** What the history will keep of the values that it keeps, in their order. */
  readonly numbers: readonly HistoryNumber[];
  readonly tables: readonly HistoryTable[];
}

/** Adds to a closed report what earlier ones say: what its numbers were, what is usual, and which rows explain what is not. */
export function compareReport(
  { values, tables }: AnsweredReport,
  kept: HistoryOfReport,
  plan: ReportPlan,
  past: Past,
): AnsweredReport & Pick<ReportContent, 'comparedEndMs'> {
  const windows = earlierWindowsOf(plan, past);
  // Over a gap a sum is another number.
  const whole = values.filter(({ parts = [] }) => !parts.includes(null));
  const compared = compareWithPast(
    kept.numbers.map((number, index) => ({ ...number, unit: whole[index]?.unit })),
    plan,
    windows,
    besideOf(plan, past),
  );
  const judged = values.map((value): Value => {
    const { earlier, ...found } = compared[whole.indexOf(value)] ?? {};
    // A share of few people varies by chance, which its size would have to tell.
    const judgement = value.of === undefined ? found : {};
    return value.parts ? { ...value, ...judgement } : { ...value, ...(earlier && { earlier }), ...judgement };
  });
  const told = firstUnusual(judged);
  const movers = told ? moversOf(told, tables, kept.tables, plan, windows) : [];
  return {
    values: judged.map((value) => (value === told && movers.length > 0 ? { ...value, movers } : value)),
    tables: withCountsBefore(tables, kept.tables, plan, windows),
    ...defined({ comparedEndMs: told && comparedEndMsOf(plan, windows) }),
  };
}

const prominences = ['headline', undefined, 'detail'] as const satisfies readonly Value['prominence'][];

/** The unusual number that a report's first line is about. */
const firstUnusual = (values: readonly Value[]): Value | undefined =>
  prominences
    .map((wanted) => values.find(({ isUnusual, prominence }) => isUnusual && prominence === wanted))
    .find((value) => value !== undefined);
