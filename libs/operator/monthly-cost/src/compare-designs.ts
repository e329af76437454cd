import { type Bill, type BillOptions, computeBill } from './compute-bill';
import { listOrchestration, listUsage, listWatching } from './list-usage';
import { mostQuestionsOfOneLambda } from './report-usage';
import { type Design, designs } from './usage';
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
    bills: ofEach((design) => billOf(design)),
    questionsBeyondStepFunctions: firstWhere(
      (count) => billOf('pulso', count).totalUsd < billOf('step-functions', count).totalUsd,
    ),
  };
}

/** What a design costs a month beside the bot, its logs and their scans, which are the same for all. */
export interface Orchestration {
  /** For so many questions a day, in the order asked for. */
  readonly bills: readonly Bill[];
  /** Alarms, a dashboard, and metrics of signs of life. */
  readonly watching: Bill;
}

/** Compares what the designs add to the bot, by the number of questions a day: with 0 it is what stands by. */
export const compareOrchestrations = (
  workload: Workload,
  questionCounts: readonly number[],
  options: BillOptions,
): Readonly<Record<Design, Orchestration>> =>
  ofEach((design) => ({
    bills: questionCounts.map((questionCount) =>
      computeBill(listOrchestration(design, { ...workload, questionCount }), options),
    ),
    watching: computeBill(listWatching(design, workload), options),
  }));

const ofEach = <T>(make: (design: Design) => T): Readonly<Record<Design, T>> =>
  Object.fromEntries(designs.map((design) => [design, make(design)])) as Record<Design, T>;

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
