import { writeFileSync } from 'node:fs';

import { UsageError } from '@pulso/command-line';

import { denialLines } from '../access/denial-lines';
import { notEnforcedLine } from '../access/enforce-iam-option';
import { createBundledDay } from '../bundled-day/create-bundled-day';
import { findReportSchedule } from '../cloud/find-report-schedule';
import { type LocalCloud, startLocalCloud } from '../cloud/start-local-cloud';
import { countFaults } from '../faults/count-faults';
import { type PlannedFaults } from '../faults/inject-faults';
import { type KillOnce, createKillOnce } from '../faults/kill-once';
import { interruption } from '../interruption';
import { floodControlLine } from '../telegram/flood-control-option';
import { requireLocalTime } from './check-times';
import { type DemoOptions } from './demo-options';
import { type Day, judgeReport } from './judge-report';
import { followRun } from './follow-run';
import { type ProgressStream, createProgress } from './progress';
import { printRun } from './print-run';
import { pushUpdates } from './push-updates';
import { readUpdates } from './read-updates';
import { type Measured, reportJsonOf } from './report-json';
import { countOfUpdates, followingLine, missedWindowLine, reportTimeAfter } from './report-time';

/** Where a demo prints. */
export interface DemoOutput {
  readonly out: ProgressStream;
  readonly progress: ProgressStream;
}

const minuteMs = 60_000;

/** Longer than every visibility timeout and every pause before another attempt. */
const longestRepeatMs = 11 * minuteMs;

/** @returns undefined when the kill has struck and did not show. */
function failureOf(killOnce: KillOnce, reportCount: number): string | undefined {
  if (!killOnce.hasStruck()) return 'FAILED: nothing was killed, since the function was not invoked often enough.';
  return reportCount > 1 ? `FAILED: ${reportCount} reports were delivered, not one.` : undefined;
}

const faultsTakeTimeLine = 'Faults take real time: a minute or two with default, several with hell.';

/** The report is due 10 minutes after its plan; a sweep and a delivery may follow. */
const longestRunMs = 20 * minuteMs;

/**
 * Shows the main job: a day of updates through the webhook, the schedule, the queries, one report.
 *
 * @returns The exit status: 0 for a complete report, 1 for a partial one or none, or when a call was denied.
 * @throws {UsageError | BadUpdateLineError} The file of updates is not usable.
 * @throws {LocalCloudError} The local cloud cannot start.
 */
export async function runDemo(options: DemoOptions, { out, progress: stream }: DemoOutput): Promise<number> {
  const progress = createProgress(stream, options.quiet);
  const day = await loadDay(options);
  const lastUpdate = options.followsUpdates ? day.updates.at(-1) : undefined;
  const reportAtMs = lastUpdate ? reportTimeAfter(lastUpdate.atMs) : options.reportAtMs;
  const startMs = Math.min(day.updates[0]?.atMs ?? reportAtMs, reportAtMs) - minuteMs;
  requireLocalTime(startMs, reportAtMs);
  requireWritable(options.reportJsonFile);

  // Before the first word: a reader of it may already want the end.
  const interrupted = interruption();
  progress.step(`Starting the local cloud at ${new Date(startMs).toISOString()}...`);
  if (lastUpdate) progress.step(followingLine(reportAtMs));
  const missedWindow = day.truth ? undefined : missedWindowLine(day.updates, reportAtMs);
  if (missedWindow !== undefined) stream.write(`${missedWindow}\n`);
  if (options.faults?.plan.rules.length) progress.step(faultsTakeTimeLine);
  if (!options.enforcesIam) stream.write(`${notEnforcedLine}\n`);
  if (options.floodControl === 'on') stream.write(`${floodControlLine}\n`);
  const killOnce = options.kill && createKillOnce(options.kill);
  const cloud = await startLocalCloud({
    startMs,
    schedules: 'sweep-only',
    faults: options.faults,
    enforcesIam: options.enforcesIam,
    telegram: { floodControl: options.floodControl },
    ...(killOnce && { invocationFaultFor: killOnce.forInvocation }),
  });
  void interrupted.then((status) => cloud.stop().finally(() => process.exit(status)));
  try {
    const schedule = findReportSchedule(cloud.definition, reportAtMs);
    progress.step(`Pushing ${day.name} through the bot's webhook...`);
    const leftCount = pushUpdates(day.updates, cloud.clock, (update, pushedCount) => {
      cloud.botApi.pushUpdate(update);
      progress.update(pushedCount, day.updates.length, day.updates.length === 1 ? 'update' : 'updates');
    });
    await cloud.clock.runUntil(reportAtMs);

    progress.step(`Firing the schedule of "${schedule.reportId}" and waiting for its report...`);
    const firedAtMs = cloud.clock.nowMs();
    killOnce?.begin();
    await cloud.fireSchedule(schedule.name, reportAtMs);
    const stored = await followRun({
      clock: cloud.clock,
      readReport: () => cloud.readReport(schedule.runId),
      isDelivered: () => cloud.deliveredReports().length > 0,
      untilMs: reportAtMs + longestRunMs,
    });
    // What a killed process leaves behind comes again minutes later, and must not show.
    if (killOnce) await cloud.clock.runUntil(cloud.clock.nowMs() + longestRepeatMs);
    progress.end();

    const measured = measure(cloud, firedAtMs, options.faults);
    const judgement = judgeReport(stored, cloud.deliveredReports(), day.truth, cloud.injected.length > 0);
    if (stored && options.reportJsonFile !== undefined) {
      writeFileSync(options.reportJsonFile, `${JSON.stringify(reportJsonOf(stored, measured), undefined, 2)}\n`);
    }
    const killFailure = killOnce && failureOf(killOnce, cloud.deliveredReports().length);
    if (killOnce) progress.step(killFailure ?? `The process of ${options.kill} was killed once on the way.`);
    printRun(out, cloud, { day, stored, firedAtMs, judgement, leftCount: leftCount(), quiet: options.quiet, measured });
    if (judgement.verdict !== 'right') stream.write(`${judgement.message}\n`);
    const denials = cloud.access?.denials() ?? [];
    for (const line of denialLines(denials)) stream.write(`${line}\n`);
    return judgement.verdict === 'wrong' || killFailure !== undefined || denials.length > 0 ? 1 : 0;
  } finally {
    await cloud.stop();
  }
}

function measure(cloud: LocalCloud, firedAtMs: number, faults: PlannedFaults | undefined): Measured {
  const fanIn = cloud.fanInOverhead(firedAtMs);
  return {
    ...(fanIn && { fanIn }),
    ...(faults && { faults: { seed: faults.seed, injected: countFaults(cloud.injected) } }),
  };
}

/** Found out before the day is run, and not after it. The file is empty until there are numbers: old ones would mislead. */
function requireWritable(file: string | undefined): void {
  if (file === undefined) return;
  try {
    writeFileSync(file, '');
  } catch (error) {
    throw new UsageError(`--report-json cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function loadDay({ updatesFile, reportAtMs }: DemoOptions): Promise<Day> {
  if (updatesFile !== undefined) {
    const updates = await readUpdates(updatesFile);
    return { name: `${countOfUpdates(updates.length)} of ${updatesFile}`, updates };
  }
  const { updates, truth } = createBundledDay({ reportAtMs });
  return { name: `the bundled day of ${updates.length} updates`, updates, truth };
}
