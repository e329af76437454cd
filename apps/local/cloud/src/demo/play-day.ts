import { catalogue } from '@pulso/domain/reports';
import { dayMs, minuteMs, nextScheduledMs } from '@pulso/kit/time';

import { createBundledDay } from '../bundled-day/create-bundled-day';
import { type BundledPast, createBundledPast } from '../bundled-day/create-bundled-past';
import { type LocalCloud } from '../cloud/local-cloud';
import { type PastReport, layReports, layUse } from '../past/lay-past';
import { findReportSchedule, type FiredReport, fireReport } from './fire-report';
import { type Truth } from './judge-report';
import { type Progress } from './progress';
import { type TimedUpdate, pushUpdates, readUpdates } from './read-updates';
import { countOfUpdates } from './report-time';

/** What came of a day. */
export interface PlayedDay {
  readonly daily: FiredReport;
  /** Only where it was asked for. */
  readonly weekly?: FiredReport;
  /** How many updates lie after the end of the run. */
  readonly leftCount: number;
  /** Messages of earlier days that stand above that of the day. */
  readonly earlierTexts: readonly string[];
}

interface PlayOptions {
  readonly day: Day;
  /** When the schedule of its report fires, epoch ms. */
  readonly reportAtMs: number;
  /** Whether the weekly report follows, default false. */
  readonly weekly?: boolean;
  /** Whether something shall go wrong on the way, default false. */
  readonly hasFaults?: boolean;
  readonly progress: Progress;
}

/** Longer than every visibility timeout, and than all pauses between sends without an answer. */
const longestRepeatMs = 21 * minuteMs;

/** The weekly report of the catalogue: the one that adds up the others. */
const weeklyReport = catalogue.find(({ historySums, schedule }) => historySums && schedule);

/** Lets a day happen in a local cloud, up to its delivered reports. */
export async function playDay(cloud: LocalCloud, options: PlayOptions): Promise<PlayedDay> {
  const { day, reportAtMs, weekly: withWeekly = false, hasFaults = false, progress } = options;
  const { clock } = cloud;
  // What a killed process or a lost answer leaves behind comes again minutes later.
  const repeatsForMs = hasFaults ? longestRepeatMs : 0;
  const { reportId } = findReportSchedule(cloud.definition, reportAtMs);
  if (day.past) {
    progress.step(`Laying the ${day.past.days.length} days behind it...`);
    await layUse(day.past, cloud);
  }
  progress.step(`Pushing ${day.name} through the bot's webhook...`);
  const leftCount = pushUpdates(day.updates, clock, (update, pushedCount) => {
    cloud.botApi.pushUpdate(update);
    progress.update(pushedCount, day.updates.length, day.updates.length === 1 ? 'update' : 'updates');
  });
  if (day.past) {
    // Not before: the first updates of the day belong to the window of the day before.
    await clock.runUntil(reportAtMs - dayMs);
    const times = day.past.days.map((past) => past.reportAtMs);
    await layReports(pastReportsOf(times, reportId, withWeekly), cloud);
  }
  await clock.runUntil(reportAtMs);
  const earlierTexts = cloud.reportMessages().flatMap(({ attachment, text }) => (attachment ? [] : [text]));

  progress.step(`Firing the schedule of "${reportId}" and waiting for its report...`);
  const daily = await fireReport(cloud, reportId, reportAtMs, repeatsForMs);
  const weekly = withWeekly ? await playWeekly(cloud, reportAtMs, repeatsForMs, progress) : undefined;
  progress.end();
  return { daily, ...(weekly && { weekly }), leftCount: leftCount(), earlierTexts };
}

async function playWeekly(
  cloud: LocalCloud,
  afterMs: number,
  repeatsForMs: number,
  progress: Progress,
): Promise<FiredReport | undefined> {
  const atMs = weeklyTimeAfter(afterMs);
  if (!weeklyReport || atMs === undefined) return undefined;
  await cloud.clock.runUntil(atMs);
  progress.step(`Firing the schedule of "${weeklyReport.id}" and waiting for its report...`);
  return await fireReport(cloud, weeklyReport.id, atMs, repeatsForMs);
}

const weeklyTimeAfter = (afterMs: number): number | undefined =>
  weeklyReport?.schedule && nextScheduledMs(weeklyReport.schedule, afterMs);

/** @param times - When the daily reports were due, epoch ms, oldest first. */
function pastReportsOf(times: readonly number[], reportId: string, withWeekly: boolean): PastReport[] {
  const daily = times.map((scheduledAtMs) => ({ reportId, scheduledAtMs }));
  const [firstMs = 0, lastMs = 0] = [times[0], times.at(-1)];
  const weekly: PastReport[] = [];
  for (let atMs = weeklyTimeAfter(firstMs); withWeekly && weeklyReport && atMs !== undefined && atMs < lastMs;) {
    weekly.push({ reportId: weeklyReport.id, scheduledAtMs: atMs });
    atMs = weeklyTimeAfter(atMs);
  }
  return [...daily, ...weekly].sort((a, b) => a.scheduledAtMs - b.scheduledAtMs);
}

/** A day of updates to show. */
export interface Day {
  /** For people. */
  readonly name: string;
  readonly updates: readonly TimedUpdate[];
  /** Only of a bundled day. */
  readonly truth?: Truth | undefined;
  /** What lies behind it, if anything does. */
  readonly past?: BundledPast;
}

/**
 * Reads or makes up the day that a demo shows.
 *
 * @throws {UsageError | BadUpdateLineError} The file is not usable.
 */
export function loadDay(wanted: {
  readonly updatesFile?: string;
  readonly reportAtMs: number;
  readonly daysBefore: number;
}): Day {
  const { updatesFile, reportAtMs, daysBefore } = wanted;
  if (updatesFile !== undefined) {
    const updates = readUpdates(updatesFile);
    return { name: `${countOfUpdates(updates.length)} of ${updatesFile}`, updates };
  }
  const past = daysBefore > 0 ? createBundledPast({ reportAtMs, dayCount: daysBefore }) : undefined;
  const known = past && { knownBefore: past.known, hasCampaign: true };
  const { updates, truth } = createBundledDay({ reportAtMs, ...known });
  return { name: `the bundled day of ${updates.length} updates`, updates, truth, ...(past && { past }) };
}
