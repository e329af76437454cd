import { type Bill, type BillOptions, computeBill } from './compute-bill';
import { listUsage } from './list-usage';
import { mostQuestionsOfOneLambda } from './report-usage';
import { type Design } from './usage';
import { type Workload } from './workload';

/** The same job by each design. */
export interface Comparison {
  readonly bills: Readonly<Record<Design, Bill>>;
  /**
   * From how many questions a day on Pulso costs less than Step Functions, all else being equal; undefined: not below
   * {@link mostQuestionsOfOneLambda}.
   */
  readonly questionsBeyondStepFunctions: number | undefined;
}

export function compareDesigns(workload: Workload, options: BillOptions): Comparison {
  const billOf = (design: Design, questionCount = workload.questionCount): Bill =>
    computeBill(listUsage(design, { ...workload, questionCount }), options);
  return {
    bills: { pulso: billOf('pulso'), 'one-lambda': billOf('one-lambda'), 'step-functions': billOf('step-functions') },
    questionsBeyondStepFunctions: firstWhere(
      (count) => billOf('pulso', count).totalUsd < billOf('step-functions', count).totalUsd,
    ),
  };
}

/** @param isBeyond - Stays true from where it becomes true. @returns The first number for which it is. */
function firstWhere(isBeyond: (count: number) => boolean): number | undefined {
  let [low, high] = [1, mostQuestionsOfOneLambda];
  if (!isBeyond(high)) return undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBeyond(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
