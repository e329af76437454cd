import { writeFileSync } from 'node:fs';

import { type StoredReport } from '@pulso/adapters/dynamodb-runs';
import { plainTextOf, renderReport } from '@pulso/report-rendering';

import { type KnownTruth, createBundledDay } from '../bundled-day/create-bundled-day';
import { findReportSchedule } from '../cloud/find-report-schedule';
import { type LocalCloud, startLocalCloud } from '../cloud/start-local-cloud';
import { requireLocalTime } from './check-times';
import { type DemoOptions } from './demo-options';
import { followRun } from './follow-run';
import { type ProgressStream, createProgress } from './progress';
import { pushUpdates } from './push-updates';
import { type TimedUpdate, readUpdates } from './read-updates';
import { renderTimeline } from './render-timeline';
import { reportJsonOf } from './report-json';
import { readLogLines, timelineOf } from './timeline';

/** Where a demo prints. */
export interface DemoOutput {
  readonly out: ProgressStream;
  readonly progress: ProgressStream;
}

interface Day {
  readonly name: string;
  readonly updates: readonly TimedUpdate[];
  /** Only of a bundled day. */
  readonly truth?: KnownTruth;
}

const minuteMs = 60_000;

/** The report is due 10 minutes after its plan; a sweep and a delivery may follow. */
const longestRunMs = 20 * minuteMs;

/**
 * Shows the main job: a day of updates through the webhook, the schedule, the queries, one report.
 *
 * @returns The exit status: 0 for a complete report, 1 for a partial one or none.
 * @throws {UsageError | BadUpdateLineError} The file of updates is not usable.
 * @throws {LocalCloudError} The local cloud cannot start.
 */
export async function runDemo(options: DemoOptions, { out, progress: stream }: DemoOutput): Promise<number> {
  const progress = createProgress(stream, options.quiet);
  const day = await loadDay(options);
  const startMs = Math.min(day.updates[0]?.atMs ?? options.reportAtMs, options.reportAtMs) - minuteMs;
  requireLocalTime(startMs, options.reportAtMs);

  progress.step(`Starting the local cloud at ${new Date(startMs).toISOString()}...`);
  const cloud = await startLocalCloud({ startMs, schedules: 'sweep-only' });
  try {
    const schedule = findReportSchedule(cloud.definition, options.reportAtMs);
    progress.step(`Pushing ${day.name} through the bot's webhook...`);
    const leftCount = pushUpdates(day.updates, cloud.clock, (update, pushedCount) => {
      cloud.botApi.pushUpdate(update);
      progress.update(pushedCount, day.updates.length, 'updates');
    });
    await cloud.clock.runUntil(options.reportAtMs);

    progress.step(`Firing the schedule of "${schedule.reportId}" and waiting for its report...`);
    const firedAtMs = cloud.clock.nowMs();
    await cloud.fireSchedule(schedule.name, options.reportAtMs);
    const stored = await followRun({
      clock: cloud.clock,
      readReport: () => cloud.readReport(schedule.runId),
      isDelivered: () => cloud.deliveredReports().length > 0,
      untilMs: options.reportAtMs + longestRunMs,
    });
    progress.end();

    const problem = judge(stored, cloud, day);
    if (stored && options.reportJsonFile !== undefined) {
      writeFileSync(options.reportJsonFile, `${JSON.stringify(reportJsonOf(stored), undefined, 2)}\n`);
    }
    print(out, cloud, { day, stored, firedAtMs, leftCount: leftCount(), quiet: options.quiet });
    if (problem !== undefined) stream.write(`${problem}\n`);
    return problem === undefined ? 0 : 1;
  } finally {
    await cloud.stop();
  }
}

async function loadDay({ updatesFile, reportAtMs }: DemoOptions): Promise<Day> {
  if (updatesFile !== undefined) {
    const updates = await readUpdates(updatesFile);
    return { name: `${updates.length} updates of ${updatesFile}`, updates };
  }
  const { updates, truth } = createBundledDay({ reportAtMs });
  return { name: `the bundled day of ${updates.length} updates`, updates, truth };
}

/** @returns What is wrong with the report, for people; undefined when it is complete and right. */
function judge(stored: StoredReport | undefined, cloud: LocalCloud, { truth }: Day): string | undefined {
  if (!stored) return 'FAILED: no run was opened. The log of the dispatcher tells why: npm start shows it live.';
  if (stored.state !== 'closed') return 'FAILED: the run did not close in time.';
  const delivered = cloud.deliveredReports().at(-1);
  if (delivered === undefined) return 'FAILED: the run closed, but its report was not delivered.';
  const expected = [undefined, 'repeated' as const].map((marker) =>
    plainTextOf(renderReport(stored.content, { marker })),
  );
  if (!expected.includes(delivered)) {
    return `FAILED: the delivered text is not what is stored. Stored is:\n${expected[0] ?? ''}`;
  }
  const { values, missing, state } = stored.content;
  if (state !== 'complete') {
    const reasons = missing.map(({ queryId, reason }) => `${queryId}: ${reason.message}`);
    return `PARTIAL: ${reasons.join(' ')}`;
  }
  const wrong = values.filter(({ queryId, value }) => truth && truth[queryId as keyof KnownTruth] !== value);
  if (wrong.length === 0) return undefined;
  const shown = wrong.map(
    ({ queryId, value }) => `${queryId} is ${value}, not ${truth?.[queryId as keyof KnownTruth]}`,
  );
  return `FAILED: the bundled day has other numbers: ${shown.join(', ')}.`;
}

function print(
  out: ProgressStream,
  cloud: LocalCloud,
  {
    day,
    stored,
    firedAtMs,
    leftCount,
    quiet,
  }: {
    day: Day;
    stored: StoredReport | undefined;
    firedAtMs: number;
    leftCount: number;
    quiet: boolean;
  },
): void {
  const report = cloud.deliveredReports().at(-1) ?? 'No report was delivered.';
  if (quiet) {
    out.write(`${report}\n`);
    return;
  }
  const lines = ['', ...boxed(report.split('\n')), ''];
  if (stored) {
    const { values, missing } = stored.content;
    const queryIds = [...values, ...missing].map(({ queryId }) => queryId);
    const timeline = timelineOf(stored.runId, queryIds, readLogLines(cloud.logEvents()));
    lines.push(`Timeline of ${stored.runId}, seconds since the schedule fired:`, '');
    lines.push(...renderTimeline(timeline, firedAtMs), '');
  }
  if (day.truth && stored?.content.state === 'complete') {
    lines.push(`The numbers are those with which the bundled day was made: ${Object.values(day.truth).join(', ')}.`);
  }
  if (leftCount > 0) lines.push(`${leftCount} updates lie after the end of the run and were not pushed.`);
  out.write(`${lines.join('\n')}\n`);
}

/** A message as a chat shows it: in a bubble. */
function boxed(lines: readonly string[]): string[] {
  const width = Math.max(...lines.map((line) => [...line].length));
  const pad = (line: string): string => line + ' '.repeat(width - [...line].length);
  return [`  ╭${'─'.repeat(width + 2)}╮`, ...lines.map((line) => `  │ ${pad(line)} │`), `  ╰${'─'.repeat(width + 2)}╯`];
}
