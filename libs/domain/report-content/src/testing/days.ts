import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { dayMs, hourMs } from '@pulso/kit/time';

import { type Result } from '../answers';
import { type ReportedRun, reportOf } from '../content';
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
    plannedAtMs: endMs,
    reportDueAtMs: endMs + hourMs,
    giveUpAtMs: endMs + hourMs,
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

/** An answer of rows, each given by its cells. */
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

export const resultsOf = (outcomes: Readonly<Record<string, QueryOutcome>>): Result[] =>
  Object.entries(outcomes).map(([queryId, outcome]) => ({ queryId, outcome }));

/** What a day's report leaves in the history. */
export const entryOf = (
  day: number,
  values: HistoryEntry['values'],
  overrides: Partial<HistoryEntry> = {},
): HistoryEntry => ({
  reportId: 'daily-usage',
  runId: runIdOf(day),
  revision: 3,
  state: 'complete',
  windowStartMs: startMs + (day - 1) * dayMs,
  windowEndMs: startMs + day * dayMs,
  values,
  missing: [],
  expiresAtSeconds: startMs / 1000 + 400 * 86_400,
  ...overrides,
});

/** Closed reports, each beside what those before have left. */
export class Days {
  readonly entries: HistoryEntry[] = [];

  report(plan: ReportPlan, outcomes: Readonly<Record<string, QueryOutcome>>): ReportContent {
    const past = new Map([[plan.reportId, this.entries]]);
    const { content, entry } = reportOf(runOf(plan), resultsOf(outcomes), past);
    if (entry) this.entries.push(entry);
    return content;
  }
}
