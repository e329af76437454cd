import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined, jsonBytes } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

import { type Baseline, judgeNumber, minFirst, neverNone } from './anomalies';
import {
  type Answers,
  type KeyedValue,
  type Result,
  type Value,
  answersOfResult,
  expectedQueries,
  isPartOf,
  joined,
} from './answers';
import { shownWindowCount } from './baseline';
import { boundContent } from './bounds';
import { causesOf, shiftsOf } from './causes';
import {
  type HistoryEntry,
  type HistoryTable,
  type NumberReference,
  type Past,
  isSameNumber,
  referenceOf,
} from './history';
import { retentionOf } from './retention';
import { type ComparedWindows, comparedWindowsOf, fromFirstKnown, seriesOf } from './series';
import { sharesOf, sumHistory } from './sums';
import { keptTablesOf, withCountsBefore } from './tables';

/** A run, as far as its report depends on it. */
export interface ReportedRun {
  readonly runId: string;
  readonly plan: ReportPlan;
  readonly state: 'running' | 'closed';
  readonly revision: number;
}

/** What a run says, to its readers and to later reports. */
export interface Report {
  readonly content: ReportContent;
  /** What later reports may be compared with. Absent: the run is open or not scheduled. */
  readonly entry?: HistoryEntry;
  /** The watched number of a scheduled report, if it was never 0 and is now: an unreachable bot logs no error. */
  readonly silence?: NumberReference & { readonly baseline: Baseline };
}

/**
 * Makes a run's report from the stored run, its results and the history.
 *
 * `complete` needs a number or rows for every expected question, whatever the counter says. Only shares that can't be
 * known yet, or whose people can't be recognised, may be missing.
 *
 * @param run - Read before the results: the content is then at least as new as the run's revision.
 * @param results - In any order. Those that the plan does not expect are ignored.
 * @param past - What {@link historyNeeded} names.
 * @returns In the order of the plan, sums of earlier reports first; small enough for one message.
 */
export function reportOf(run: ReportedRun, results: readonly Result[], past: Past): Report {
  const { plan, state } = run;
  const queries = expectedQueries(plan);
  const stored = new Map(results.map((result) => [result.queryId, result]));
  // Progress counts questions. Shares and sums are there when the run is over.
  if (state === 'running') {
    const open = joined(queries.map((query) => answersOfResult(query, stored.get(query.queryId), state)));
    const { numbers, tables, missing } = open;
    const values = numbers.map(({ value }) => value);
    return { content: boundContent({ ...frameOf(plan), state: 'progress', values, tables, missing }) };
  }
  const own = past.get(plan.reportId) ?? [];
  const ofQueries = queries.map((query) => {
    const result = stored.get(query.queryId);
    return query.retention && result?.outcome.status === 'success'
      ? retentionOf(query, result.outcome, own)
      : answersOfResult(query, result, state);
  });
  const answers = joined([sumHistory(plan, past), ...ofQueries, sharesOf(plan, joined(ofQueries), past)]);
  const keptTables = keptTablesOf(answers.tables, queries);
  const compared = compare(answers, keptTables, plan, past);
  const { missing, newPeople } = answers;
  const isWhole = missing.every(({ reason }) => harmlessReasons.has(reason.code));
  const content = boundContent({
    ...frameOf(plan),
    ...compared,
    state: isWhole ? 'complete' : 'partial',
    missing,
    // A person who asks a question wants its number, even 0.
    ...(isWhole && !plan.isAsked && foundNoRecord(queries, stored, compared.values) && { noRecords: true }),
    ...(plan.isAsked && { scannedBytes: scannedBytesOf(results) }),
  });
  if (plan.trigger !== 'schedule') return { content };
  return {
    content,
    entry: {
      ...entryOf(run, content, answers.numbers),
      ...(keptTables.length > 0 && { tables: keptTables }),
      ...(newPeople.length > 0 && { newPeople }),
    },
    ...defined({ silence: silenceOf(run, content, own) }),
  };
}

/** The part of a report's content that its plan says. */
const frameOf = ({ reportId, title, windowStartMs, windowEndMs, chart, trigger, plannedAtMs }: ReportPlan) => ({
  ...{ reportId, title, windowStartMs, windowEndMs, trigger },
  ...defined({ chart, plannedAtMs: trigger === 'schedule' ? undefined : plannedAtMs }),
});

/** Adds earlier numbers, baselines, anomalies, and the rows that explain the first anomaly. */
function compare({ numbers, tables }: Answers, kept: readonly HistoryTable[], plan: ReportPlan, past: Past) {
  const compared = comparedWindowsOf(plan, past);
  const wholeOf = (part: Value): Value | undefined => numbers.find(({ value }) => isPartOf(part, value))?.value;
  const values = numbers.map((number) => judge(number, plan, compared, wholeOf(number.value)));
  const anomaly = firstAnomaly(values);
  const evidence = { values, tables, kept, plan, compared };
  const lead = anomaly ?? values.find(({ prominence }) => prominence === 'headline');
  const causes = lead && (anomaly ? causesOf(lead, evidence) : shiftsOf(lead, evidence));
  return {
    values: values.map((value) => (value === lead ? { ...value, ...causes } : value)),
    tables: withCountsBefore(tables, kept, compared.before),
    ...defined({ comparedEndMs: anomaly && compared.comparedEndMs }),
  };
}

/** Adds to a number its earlier values, its baseline, and whether it is an anomaly. */
function judge(
  { value, key }: KeyedValue,
  plan: ReportPlan,
  { cadence, windows, beside }: ComparedWindows,
  whole: Value | undefined,
): Value {
  if (!key) return value;
  const series = seriesOf(windows, key);
  const isFirst = value.marked === 'first';
  const { baseline, isAnomaly, lastsFor } = judgeNumber(value.value, series, {
    cadence,
    unit: value.unit,
    isFirst,
    isWatched: key.ofReportId === undefined && isSameNumber(key, plan.watched),
    beside: beside.map((some) => seriesOf(some, key)),
  });
  // Readers would take the same hour of earlier days for the hours before.
  const earlier = cadence === 'hour' || value.parts ? [] : fromFirstKnown(series.slice(-shownWindowCount));
  // Shares of few people vary too much by chance.
  const isJudged = value.of === undefined && value.marked !== 'never';
  // Without a baseline a share tells.
  const isMany = isFirst && !baseline && value.value >= minFirst && value.value > (whole?.value ?? 0) / 100;
  return {
    ...value,
    ...(earlier.length > 0 && { earlier }),
    ...(isJudged && baseline && { baseline: baseline }),
    ...(isJudged && (isAnomaly || isMany) && { isAnomaly: true as const }),
    ...(isJudged && lastsFor && { during: { startMs: plan.windowStartMs - lastsFor * dayMs } }),
  };
}

const prominences = ['headline', undefined, 'detail'] as const satisfies readonly Value['prominence'][];

/** The anomaly that a report's first line is about: what leads if it rose, or else the most prominent one. */
const firstAnomaly = (values: readonly Value[]): Value | undefined =>
  values.find(
    ({ marked, isAnomaly, value, baseline }) => marked === 'first' && isAnomaly && value > (baseline?.high ?? 0),
  ) ?? prominences.flatMap((wanted) => values.filter((value) => value.isAnomaly && value.prominence === wanted))[0];

/** Reasons that leave a report complete: no retry would supply the number. */
const harmlessReasons: ReadonlySet<string> = new Set(['not-yet', 'not-recognised']);

const scannedBytesOf = (results: readonly Result[]): number =>
  results.reduce((sum, { outcome }) => sum + (outcome.status === 'success' ? outcome.statistics.bytesScanned : 0), 0);

/** The most that an entry's numbers take, bytes of JSON. DynamoDB allows 400 KB for the whole item. */
const maxNumbersBytes = 250_000;

/** A year and a month, so that a day has its counterpart of the year before. */
const historyRetentionSeconds = 400 * 86_400;

/**
 * Makes the entry that a closed, scheduled run leaves in the history.
 *
 * Numbers of a very large plan that do not fit are left out and never compared: DynamoDB would refuse the item, and that
 * would hold up the report.
 */
function entryOf(
  { runId, revision }: ReportedRun,
  { reportId, state, windowStartMs, windowEndMs, missing }: ReportContent,
  numbers: readonly KeyedValue[],
): HistoryEntry {
  const kept = numbers.flatMap(({ key, value }) => (key ? [{ ...key, value: value.value }] : []));
  let sizeBytes = 0;
  return {
    ...{ reportId, runId, revision, state, windowStartMs, windowEndMs },
    values: kept.filter((number) => (sizeBytes += jsonBytes(number) + 1) <= maxNumbersBytes),
    missing: missing.map(({ queryId, reason }) => ({ queryId, code: reason.code })),
    expiresAtSeconds: Math.floor(windowEndMs / 1000) + historyRetentionSeconds,
  };
}

/** @param own - If an earlier revision of this run has stored the number, the alarm has rung. */
function silenceOf({ runId, plan }: ReportedRun, { values }: ReportContent, own: readonly HistoryEntry[]) {
  const silent = values.find((value) => value.value === 0 && isSameNumber(value, plan.watched));
  const baseline = neverNone(silent?.earlier ?? []);
  if (!silent || !baseline) return undefined;
  const isKnown = own.some((entry) => entry.runId === runId && entry.values.some((one) => isSameNumber(one, silent)));
  return isKnown ? undefined : { ...referenceOf(silent), baseline };
}

/** Tells whether no query about the run's window matched a log event, and every number of that window is 0. */
function foundNoRecord(
  queries: readonly PlannedQuery[],
  stored: ReadonlyMap<string, Result>,
  values: readonly Value[],
): boolean {
  const aboutOther = new Set(queries.filter(({ window }) => window).map(({ queryId }) => queryId));
  const outcomes = queries.filter(({ window }) => !window).map(({ queryId }) => stored.get(queryId)?.outcome);
  return (
    outcomes.length > 0 &&
    outcomes.every((outcome) => outcome?.status === 'success' && outcome.statistics.recordsMatched === 0) &&
    values.every(({ queryId, value }) => value === 0 || aboutOther.has(queryId))
  );
}
