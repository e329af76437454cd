import { type PlannedQuery } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

import { compareReport } from '../history/compare-report';
import { type Past } from '../history/past';
import { keptTablesOf } from '../history/row-counts';
import { type HistorySums, sumHistory } from '../history/sum-history';
import { type HistoryNumber, type HistoryTable, type NewPeople } from '../ports';
import { type OpenedRun, type StoredResult, expectedQueries } from '../run';
import { type Answers, answersOf, joined, nothing } from './answers-of';
import { boundContent } from './report-content-bounds';
import { type Returns, returnsOf } from './returns-of';
import { sharesOf } from './shares-of';

const noSums: HistorySums = { values: [], missing: [], kept: [] };

/** What a run says, to its readers and to later reports. */
export interface Report {
  readonly content: ReportContent;
  /** The numbers of it that later reports may be compared with. */
  readonly numbers: readonly HistoryNumber[];
  /** The rows of it that later reports may be compared with. */
  readonly tables: readonly HistoryTable[];
  /** Of its questions about people who come back. */
  readonly newPeople: readonly NewPeople[];
}

/**
 * Says what a run's report says, from the stored run, its stored results and the stored history, and nothing else.
 *
 * The state `complete` needs a number or rows for every expected question: neither the counter nor the fact that the
 * run is closed is taken for it. A share that can't be known yet, or of people whom nothing can recognise, may be missing.
 *
 * @param run - Read before the results: the content is then at least as new as the run's revision.
 * @param results - In any order; those that the plan does not expect are left out.
 * @param past - Absent: nothing is compared, and nothing of earlier reports is summed up.
 * @returns Values, tables (only if there are any) and missing, each in the order of the plan, sums of earlier reports
 *   first; small enough for one message. Of a table the first {@link maxReportRows} rows at most.
 */
export function reportOf({ plan, state }: OpenedRun, results: readonly StoredResult[], past?: Past): Report {
  const queries = expectedQueries(plan);
  const stored = new Map(results.map((result) => [result.queryId, result]));
  const returns = new Map(queries.flatMap((query) => returnsWith(query, stored.get(query.queryId), past)));
  const answersOfEach = queries.map(
    (query) => returns.get(query.queryId)?.answers ?? answersSince(query, stored.get(query.queryId), state),
  );
  const ofQueries = joined(answersOfEach);
  const shares = state === 'running' ? nothing : sharesOf(plan, ofQueries, past);
  const answers = joined([ofQueries, shares]);
  // Progress counts questions. These numbers wait for none: they are there when the run is over.
  const sums = state === 'running' ? noSums : sumHistory(plan, past);
  const numbers = [...queries, ...(plan.shares ?? [])].flatMap((asked) =>
    answers.values
      .filter(({ queryId }) => queryId === asked.queryId)
      .map(({ queryId, numberId, value }) => ({ queryId, numberId, definition: definitionOf(asked, numberId), value })),
  );
  const kept = { numbers: [...sums.kept, ...numbers], tables: keptTablesOf(answers.tables, queries) };
  const answered = { values: [...sums.values, ...answers.values], tables: [...answers.tables] };
  const { values, tables, ...compared } = past ? compareReport(answered, kept, plan, past) : answered;
  const missing = [...sums.missing, ...answers.missing];
  const isWhole = missing.every(({ reason }) => tellsNothingYet.has(reason.code));
  const content = boundContent({
    reportId: plan.reportId,
    title: plan.title,
    state: state === 'running' ? 'progress' : isWhole ? 'complete' : 'partial',
    windowStartMs: plan.windowStartMs,
    windowEndMs: plan.windowEndMs,
    ...compared,
    values: [...values],
    ...(tables.length > 0 ? { tables } : {}),
    missing,
    // Of a question a person wants the number, also where it is 0.
    ...(state === 'closed' && isWhole && !plan.isAsked && foundNoRecord(queries, stored, values)
      ? { noRecords: true }
      : {}),
    ...defined({
      chart: plan.chart,
      scannedBytes: plan.isAsked && state === 'closed' ? scannedBytesOf(results) : undefined,
    }),
    trigger: plan.trigger,
    ...(plan.trigger === 'schedule' ? {} : { plannedAtMs: plan.plannedAtMs }),
  });
  const newPeople = [...returns.values()].flatMap((one) => (one.newPeople ? [one.newPeople] : []));
  return { content, ...kept, newPeople };
}

/** What the answers have cost to read. */
const scannedBytesOf = (results: readonly StoredResult[]): number =>
  results.reduce((sum, { outcome }) => sum + (outcome.status === 'success' ? outcome.statistics.bytesScanned : 0), 0);

/** Reasons that pass with time or are a truth about the people: a report with nothing else missing is complete. */
const tellsNothingYet: ReadonlySet<string> = new Set(['not-yet', 'not-recognised']);

/** @returns The query's id with what it says of people who came back. Empty: it asks for something else, or says nothing. */
function returnsWith(
  query: PlannedQuery,
  result: StoredResult | undefined,
  past: Past | undefined,
): readonly (readonly [string, Returns])[] {
  if (!query.returns || !past || result?.outcome.status !== 'success') return [];
  return [[query.queryId, returnsOf(query, result.outcome, past.own)]];
}

/** What a number counts of which logs: numbers of one query may have been added to it one after the other. */
const definitionOf = (
  { numbers = [], definition }: Pick<PlannedQuery, 'numbers' | 'definition'>,
  numberId: string | undefined,
): string => numbers.find((number) => number.numberId === numberId)?.definition ?? definition;

/** What a question adds, and what its numbers were before it was counted again. */
function answersSince(query: PlannedQuery, result: StoredResult | undefined, state: OpenedRun['state']): Answers {
  const answers = answersOf(query, result?.outcome, state);
  if (!result?.firstRows || result.outcome.status !== 'success') return answers;
  const { values } = answersOf(query, { ...result.outcome, rows: result.firstRows }, state);
  const first = new Map(values.map(({ numberId, value }) => [numberId, value]));
  return {
    ...answers,
    values: answers.values.map((number) => {
      const recountedFrom = first.get(number.numberId);
      return recountedFrom === undefined || recountedFrom === number.value ? number : { ...number, recountedFrom };
    }),
  };
}

/** As {@link reportOf}, for those who only look. */
export const reportContentOf = (...report: Parameters<typeof reportOf>): ReportContent => reportOf(...report).content;

/**
 * Every query about the run's window says that it has matched no log event, and every number of that is 0. A query without
 * a filter also matches other lines than records; then the zeros are shown, which is true, too.
 */
function foundNoRecord(
  queries: readonly PlannedQuery[],
  stored: ReadonlyMap<string, StoredResult>,
  values: readonly ReportContent['values'][number][],
): boolean {
  const aboutOther = new Set(queries.filter(({ window }) => window).map(({ queryId }) => queryId));
  const asked = queries.filter(({ queryId }) => !aboutOther.has(queryId));
  const isEmpty = asked.every(({ queryId }) => {
    const outcome = stored.get(queryId)?.outcome;
    return outcome?.status === 'success' && outcome.statistics.recordsMatched === 0;
  });
  return asked.length > 0 && isEmpty && values.every(({ queryId, value }) => value === 0 || aboutOther.has(queryId));
}
