import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type HistoryEntry } from '@pulso/domain/report-content';
import { dayMs } from '@pulso/kit/time';

import { type World, answered, countOf, deadline, opened, planOf, startMs } from './world';

/** Support for this library's specs: reports of many days. Day 0 is that of `startMs`, -1 the day before. */

export const scheduledRunId = (day: number): string => `daily-usage/schedule/${day}`;

/** The plan of a day. */
export const dayPlan = (day: number, queryIds: readonly string[], overrides: Partial<ReportPlan> = {}): ReportPlan => {
  const plan = planOf(queryIds);
  const laterMs = day * dayMs;
  return {
    ...plan,
    windowStartMs: plan.windowStartMs + laterMs,
    windowEndMs: plan.windowEndMs + laterMs,
    plannedAtMs: plan.plannedAtMs + laterMs,
    reportDueAtMs: plan.reportDueAtMs + laterMs,
    giveUpAtMs: plan.giveUpAtMs + laterMs,
    ...overrides,
  };
};

/** Runs a report from its plan to its close, at its time. @returns What it says. */
export async function report(
  world: World,
  plan: ReportPlan,
  outcomes: Readonly<Record<string, number | QueryOutcome>>,
  runId = scheduledRunId(Math.round((plan.windowEndMs - startMs) / dayMs)),
): Promise<ReportContent | undefined> {
  world.nowMs = plan.plannedAtMs;
  const before = world.reports.length;
  await world.deliver(opened(plan, runId));
  for (const [queryId, outcome] of Object.entries(outcomes)) {
    await world.deliver(answered(runId, queryId, typeof outcome === 'number' ? countOf(`${outcome}`) : outcome));
  }
  world.nowMs = plan.reportDueAtMs;
  await world.deliver(deadline(plan, runId));
  return world.reports.length > before ? world.lastReport?.content : undefined;
}

/** Runs the daily report with the one question `a`, day after day, the last being the day before `untilDay`. */
export async function reportDays(world: World, values: readonly number[], untilDay = 0): Promise<void> {
  for (const [index, value] of values.entries()) {
    const day = untilDay - values.length + index;
    await report(world, dayPlan(day, ['a']), { a: value });
  }
}

/** An entry of a day's report as the aggregator keeps it. */
export const entryOf = (
  day: number,
  values: HistoryEntry['values'],
  overrides: Partial<HistoryEntry> = {},
): HistoryEntry => ({
  reportId: 'daily-usage',
  runId: scheduledRunId(day),
  revision: 3,
  state: 'complete',
  windowStartMs: startMs + (day - 1) * dayMs,
  windowEndMs: startMs + day * dayMs,
  values,
  missing: [],
  expiresAtSeconds: startMs / 1000 + 400 * 86_400,
  ...overrides,
});
