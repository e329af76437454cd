import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { dayMs, hourMs } from '@pulso/kit/time';

import { type Result } from '../answers';
import { type Report, type ReportedRun, reportOf } from '../content';
import { type HistoryEntry } from '../history';

/** Support for this library's specs: plans, outcomes, and reports of many days. Day 0 ends at `startMs`. */

export const startMs = Date.parse('2026-11-25T12:30:20.000Z');

export const runIdOf = (day: number): string => `daily-usage/schedule/${day}`;

export const dayPlan = (day: number, queryIds: readonly string[], overrides: Partial<ReportPlan> = {}): ReportPlan => {
  const endMs = startMs + day * dayMs;
  return {
    reportId: 'daily-usage',
    title: { en: 'Daily usage' },
    trigger: 'schedule',
    windowStartMs: endMs - dayMs,
    windowEndMs: endMs,
    queries: queryIds.map((queryId) => ({ queryId, title: { en: `How many ${queryId}` }, definition: `${queryId}-1` })),
    destinations: [],
    ...{ plannedAtMs: endMs, reportDueAtMs: endMs + hourMs, giveUpAtMs: endMs + hourMs },
    ...overrides,
  };
};

export const runOf = (plan: ReportPlan, overrides: Partial<ReportedRun> = {}): ReportedRun => ({
  runId: runIdOf(0),
  plan,
  state: 'closed',
  revision: 1,
  ...overrides,
});

/** An answer with these rows. */
export const rowsOf = (
  ...rows: readonly Readonly<Record<string, string | number>>[]
): Extract<QueryOutcome, { status: 'success' }> => ({
  status: 'success',
  rows: rows.map((row) => Object.entries(row).map(([field, value]) => ({ field, value: String(value) }))),
  statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3 },
});

export const countOf = (value: string | number): QueryOutcome => rowsOf({ calls: value });

export const failure = (code = 'gave-up'): QueryOutcome => ({
  status: 'failed',
  reason: { code, message: `Because of ${code}.` },
});

/** Outcomes by question; a number is an answer of one cell. */
type Outcomes = Readonly<Record<string, QueryOutcome | number>>;

export const resultsOf = (outcomes: Outcomes): Result[] =>
  Object.entries(outcomes).map(([queryId, outcome]) => ({
    queryId,
    outcome: typeof outcome === 'number' ? countOf(outcome) : outcome,
  }));

/** The history entry of a day; a number is that of question `a`. */
export const entryOf = (
  day: number,
  values: HistoryEntry['values'] | number,
  overrides: Partial<HistoryEntry> = {},
): HistoryEntry => ({
  reportId: 'daily-usage',
  runId: runIdOf(day),
  revision: 3,
  state: 'complete',
  windowStartMs: startMs + (day - 1) * dayMs,
  windowEndMs: startMs + day * dayMs,
  values: typeof values === 'number' ? [{ queryId: 'a', definition: 'a-1', value: values }] : values,
  missing: [],
  expiresAtSeconds: startMs / 1000 + 400 * 86_400,
  ...overrides,
});

/** Entries of consecutive days up to a day; `null`: a day without a report. */
export const entriesOf = (values: readonly (number | null)[], lastDay = -1): HistoryEntry[] =>
  values.flatMap((value, index) => (value === null ? [] : entryOf(index + 1 - values.length + lastDay, value)));

/** Closed reports, each compared with those before. */
export class Days {
  readonly entries: HistoryEntry[];

  constructor(entries: readonly HistoryEntry[] = []) {
    this.entries = [...entries];
  }

  report(plan: ReportPlan, outcomes: Outcomes): Report {
    const report = reportOf(
      runOf(plan),
      resultsOf(outcomes),
      Map.groupBy(this.entries, (entry) => entry.reportId),
    );
    if (report.entry) this.entries.push(report.entry);
    return report;
  }

  content(plan: ReportPlan, outcomes: Outcomes): ReportContent {
    return this.report(plan, outcomes).content;
  }
}
