import { minuteMs } from '@pulso/kit/time';
import { mkdirSync, writeFileSync } from 'node:fs';

import { type Denial } from '@pulso/local/gateway';
import { UsageError } from '@pulso/adapters/node-runtime';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { createCurrentPositions } from '../start/create-printer';
import { prepareConsole } from '../console/prepare-console';
import { countFaults } from '../faults/inject-faults';
import { interruption } from '../interruption';
import { faultsTakeTimeLine, noticesOf } from '../run-options';
import { type DemoOptions } from './demo-options';
import { type FiredReport } from './fire-report';
import { type Judgement, judgeReport, reportJsonOf } from './judge-report';
import { type Day, loadDay, type PlayedDay, playDay } from './play-day';
import { printReports, printRun, textsOf } from './print-run';
import { type ProgressStream, createProgress } from './progress';
import { requireLocalTime, followingLine, missedWindowLine, reportTimeAfter, startTimeFor } from './report-time';
import { writeOutput } from './write-output';

/** Where a demo prints. */
interface DemoOutput {
  readonly out: ProgressStream;
  readonly progress: ProgressStream;
  /** Where the caller stands. */
  readonly folder: string;
}

/** Ends a demo on a terminal, whose reader may want to see more. */
const keepAdvice = 'See this run in the browser: npm run demo -- --keep';

/**
 * Shows the main job: a day of updates through the webhook, the schedule, the queries, one report.
 *
 * @returns The exit status: 0 for a complete report, 1 for a partial one or none, or when a call was denied.
 * @throws {UsageError | BadUpdateLineError} The file of updates is not usable.
 * @throws {LocalCloudError} The local cloud cannot start.
 */
export async function runDemo(options: DemoOptions, output: DemoOutput): Promise<number> {
  const { progress: stream } = output;
  const progress = createProgress(stream, options.quiet);
  const day = loadDay(options);
  const lastUpdate = options.followsUpdates ? day.updates.at(-1) : undefined;
  const reportAtMs = lastUpdate ? reportTimeAfter(lastUpdate.atMs) : options.reportAtMs;
  const startMs = startTimeFor(day.updates, reportAtMs);
  requireLocalTime(startMs, reportAtMs);
  requireWritable(options);

  // Before the first word: a reader of it may already want the end.
  const interrupted = interruption();
  progress.step(`Starting the local cloud at ${new Date(startMs).toISOString()}...`);
  if (lastUpdate) progress.step(followingLine(reportAtMs));
  const missedWindow = day.truth ? undefined : missedWindowLine(day.updates, reportAtMs);
  if (missedWindow !== undefined) stream.write(`${missedWindow}\n`);
  if (options.faults?.plan.rules.length) progress.step(faultsTakeTimeLine);
  for (const line of noticesOf(options)) stream.write(`${line}\n`);
  const console = options.keep ? prepareConsole(createCurrentPositions(process.cwd()).map) : undefined;
  const cloud = await startLocalCloud({
    startMs,
    observers: console ? [console.observer] : [],
    schedules: 'sweep-only',
    faults: options.faults,
    enforcesIam: options.enforcesIam,
    floodControl: options.floodControl,
  });
  let isOver = false;
  void interrupted.then((status) => {
    if (!isOver) void cloud.stop().finally(() => process.exit(status));
  });
  try {
    const hasFaults = (options.faults?.plan.rules.length ?? 0) > 0;
    const { weekly } = options;
    const played = await playDay(cloud, { day, reportAtMs, weekly, hasFaults, progress });
    // Alarms look at whole minutes.
    await cloud.clock.runUntil(cloud.clock.nowMs() + minuteMs);
    const verdicts = await show(cloud, { day, played, options }, output);
    for (const judgement of verdicts) if (judgement.verdict !== 'right') stream.write(`${judgement.message}\n`);
    const denials = cloud.access?.denials() ?? [];
    for (const line of denialLines(denials)) stream.write(`${line}\n`);
    const isWrong = verdicts.some(({ verdict }) => verdict === 'wrong');
    isOver = true;
    const { out } = output;
    if (console) {
      cloud.startSchedules();
      const served = await console.serve(cloud, undefined, (error) => stream.write(`${messageOf(error)}\n`));
      const runId = played.daily.stored?.runId;
      out.write(
        `\nThe run in the browser, until Ctrl-C:\n\n  ${served.url}#/runs${runId ? `/${encodeURIComponent(runId)}` : ''}\n`,
      );
      await interrupted;
      await served.close();
    } else if (out.isTTY && !options.quiet) out.write(`\n${keepAdvice}\n`);
    return isWrong || denials.length > 0 ? 1 : 0;
  } finally {
    await cloud.stop();
  }
}

/** Judges the reports, writes what each destination got, and prints it. @returns A judgement per report. */
async function show(
  cloud: LocalCloud,
  { day, played, options }: { readonly day: Day; readonly played: PlayedDay; readonly options: DemoOptions },
  { out, folder }: DemoOutput,
): Promise<Judgement[]> {
  const { daily, weekly } = played;
  const judgement = judge(daily, day, cloud);
  const faults = options.faults && { seed: options.faults.seed, injected: countFaults(cloud.injected) };
  if (daily.stored && options.reportJsonFile !== undefined) {
    writeFileSync(options.reportJsonFile, `${JSON.stringify(reportJsonOf(daily.stored, faults), undefined, 2)}\n`);
  }
  const files = {
    daily: writeOutput(daily, cloud, { folder: options.outFolder }),
    ...(weekly && { weekly: writeOutput(weekly, cloud, { folder: options.outFolder, prefix: 'weekly-' }) }),
  };
  if (options.quiet) printReports(out, played);
  else printRun(out, cloud, { day, played, judgement, faults, files, folder });
  return [judgement, ...(weekly ? [judge(weekly, { ...day, truth: undefined }, cloud)] : [])];
}

const judge = (report: FiredReport, { truth }: Pick<Day, 'truth'>, { injected }: LocalCloud): Judgement =>
  judgeReport(
    report.stored,
    {
      texts: textsOf(report),
      mails: report.mails.map(({ message }) => message),
      bodies: report.calls.map(({ body }) => body),
    },
    truth,
    injected.length > 0,
  );

/** Found out before the day is run, and not after it. The file is empty until there are numbers: old ones would mislead. */
function requireWritable({ reportJsonFile, outFolder }: DemoOptions): void {
  try {
    if (reportJsonFile !== undefined) writeFileSync(reportJsonFile, '');
  } catch (error) {
    throw new UsageError(`--report-json cannot be written: ${messageOf(error)}`);
  }
  try {
    mkdirSync(outFolder, { recursive: true });
  } catch (error) {
    throw new UsageError(`--out cannot be made: ${messageOf(error)}`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One line per denial, with how often it happened: what a stack must grant, or a function must not do. */
const denialLines = (denials: readonly Denial[]): string[] =>
  denials.map(({ message, count }) => `denied  ${message}${count > 1 ? ` (${count} times)` : ''}`);
