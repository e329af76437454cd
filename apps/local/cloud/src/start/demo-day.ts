import { type LocalCloud } from '../cloud/local-cloud';
import { type Day, loadDay, playDay } from '../demo/play-day';
import { type Progress } from '../demo/progress';
import { halfPastTwelveOf, startTimeFor } from '../demo/report-time';

/** How many days lie behind the bundled one. */
const daysBefore = 14;

/** A bundled day that has happened in a local cloud before a person uses it. */
interface DemoDay {
  readonly day: Day;
  /** When its report is due, epoch ms. */
  readonly reportAtMs: number;
  /** What the clock must show when the local cloud starts, epoch ms. */
  readonly startMs: number;
}

/**
 * Makes up the day of `npm start -- --demo`.
 *
 * @param options - `reportAtMs`: default: 12:30 UTC of the day that `nowMs` lies in.
 */
export async function prepareDemoDay(
  options: { readonly reportAtMs?: number | undefined },
  nowMs: number,
): Promise<DemoDay> {
  // The Scheduler names its times in whole seconds.
  const reportAtMs = Math.floor((options.reportAtMs ?? halfPastTwelveOf(nowMs)) / 1000) * 1000;
  const day = await loadDay({ reportAtMs, daysBefore });
  return { day, reportAtMs, startMs: startTimeFor(day.updates, reportAtMs) };
}

/**
 * Lets the day happen, with its report, and the schedules fire by themselves from then on.
 *
 * @param progresses - Told how far it is.
 */
export async function playDemoDay(
  cloud: LocalCloud,
  { day, reportAtMs }: DemoDay,
  progresses: readonly Progress[],
): Promise<void> {
  const progress: Progress = {
    step: (text) => progresses.forEach((each) => each.step(text)),
    update: (...counts) => progresses.forEach((each) => each.update(...counts)),
    end: () => progresses.forEach((each) => each.end()),
  };
  await playDay(cloud, { day, reportAtMs, weekly: false, killOnce: undefined, hasFaults: false, progress });
  cloud.startSchedules();
}
