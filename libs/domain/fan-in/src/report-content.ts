import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Answer, type FailureReason, type QueryOutcome, answerOf } from '@pulso/contracts/run-events';

import { boundContent } from './report-content-bounds';
import { type OpenedRun, type StoredResult } from './run';

type Success = Extract<QueryOutcome, { status: 'success' }>;
type Settled = { readonly answer: Answer; readonly outcome: Success } | { readonly reason: FailureReason };

/** The questions of a plan, each once, in the order of the plan. */
export const expectedQueries = (plan: ReportPlan): PlannedQuery[] => [
  ...new Map(plan.queries.map((query) => [query.queryId, query])).values(),
];

/**
 * Tells whether every expected question has a result, successful or not. Other results don't count, so no number
 * of them makes up for a missing one.
 */
export const isFinished = (plan: ReportPlan, results: readonly StoredResult[]): boolean => {
  const answered = new Set(results.map(({ queryId }) => queryId));
  return expectedQueries(plan).every(({ queryId }) => answered.has(queryId));
};

/**
 * Says what a run's report says, from the stored run and its stored results and nothing else.
 *
 * The state `complete` needs a number or rows for every expected question: neither the counter nor the fact that the
 * run is closed is taken for it.
 *
 * @param run - Read before the results: the content is then at least as new as the run's revision.
 * @param results - In any order; those that the plan does not expect are left out.
 * @returns Values, tables (only if there are any) and missing, each in the order of the plan; small enough for one
 *   message. Of a table the first {@link maxReportRows} rows at most.
 */
export function reportContentOf({ plan, state }: OpenedRun, results: readonly StoredResult[]): ReportContent {
  const outcomes = new Map(results.map(({ queryId, outcome }) => [queryId, outcome]));
  const values: ReportContent['values'] = [];
  const tables: NonNullable<ReportContent['tables']> = [];
  const missing: ReportContent['missing'] = [];
  for (const { queryId, title } of expectedQueries(plan)) {
    const settled = settledAs(outcomes.get(queryId), state);
    if ('reason' in settled) missing.push({ queryId, title, reason: settled.reason });
    else if (settled.answer.type === 'number') values.push({ queryId, title, value: settled.answer.value });
    else tables.push({ queryId, title, ...rowsOf(settled.outcome) });
  }
  return boundContent({
    reportId: plan.reportId,
    title: plan.title,
    state: state === 'running' ? 'progress' : missing.length === 0 ? 'complete' : 'partial',
    windowStartMs: plan.windowStartMs,
    windowEndMs: plan.windowEndMs,
    values,
    ...(tables.length > 0 ? { tables } : {}),
    missing,
  });
}

const rowsOf = ({ rows, omittedRowCount }: Success): Pick<Success, 'rows' | 'omittedRowCount'> => ({
  rows,
  ...(omittedRowCount === undefined ? {} : { omittedRowCount }),
});

function settledAs(outcome: QueryOutcome | undefined, state: OpenedRun['state']): Settled {
  if (!outcome) {
    return state === 'running'
      ? { reason: { code: 'pending', message: 'The query has not answered yet.' } }
      : { reason: { code: 'no-answer', message: 'No answer arrived before the report was due.' } };
  }
  if (outcome.status === 'failed') return { reason: outcome.reason };
  const answer = answerOf(outcome.rows);
  return answer
    ? { answer, outcome }
    : { reason: { code: 'unexpected-result', message: 'The query gave neither a number nor rows of several cells.' } };
}
