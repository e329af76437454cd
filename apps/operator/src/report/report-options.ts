import { type ReportDefinition } from '@pulso/domain/reports';
import { UsageError, parseOptions } from '@pulso/adapters/node-runtime';

import { envUsage, stageOptions } from '../verb';

export const reportUsage = `Usage: npm run report -- --id REPORT --end TIME [options]

Asks the dispatcher of a deployed stage for the report of a past window. It is sent to the report's destinations.

  --id REPORT                a report of the catalogue, for example daily-usage
  --end TIME                 where its window ends, to the minute, for example 2026-11-26T12:25Z
  --stage NAME               the stage; default: what STAGE says, or else local, the local cloud
  --csv                      write the numbers and tables of that report to standard output, as CSV, and ask for nothing
  --again                    send a report that was asked for before once more; without it, repeating the command changes nothing
${envUsage}

npm run report -- marks --help: which numbers of earlier days were unusual.

It invokes the function with your AWS credentials (lambda:InvokeFunction), or reads the table of runs (dynamodb:Query,
dynamodb:GetItem), in AWS_REGION, or else in the region of the stage's settings.`;

export interface ReportOptions {
  readonly reportId: string;
  /** Epoch ms, a whole minute. */
  readonly windowEndMs: number;
  /** How long its window is. */
  readonly windowHours: number;
  readonly stage: string;
  readonly isAgain: boolean;
  /** What is stored is written out, and nothing is asked for. */
  readonly isCsv: boolean;
  readonly envFile: string | undefined;
}

interface ReportOptionsContext {
  readonly catalogue: readonly ReportDefinition[];
  readonly nowMs: number;
  /** The environment variable STAGE. */
  readonly stageVariable: string | undefined;
}

/**
 * Reads the command line of `npm run report`.
 *
 * @throws {UsageError} An option is unknown or lacks its value, the catalogue lacks the report, or its window can't end
 *   there.
 */
export function parseReportOptions(
  args: readonly string[],
  { catalogue, nowMs, stageVariable }: ReportOptionsContext,
): ReportOptions {
  const values = parseOptions(
    args,
    {
      id: { type: 'string' },
      end: { type: 'string' },
      ...stageOptions,
      again: { type: 'boolean' },
      csv: { type: 'boolean' },
    },
    'npm run report',
  );
  const report = reportOf(values.id, catalogue);
  return {
    reportId: report.id,
    windowEndMs: windowEndOf(values.end, report, nowMs),
    windowHours: report.window.hours,
    stage: values.stage || stageVariable || 'local',
    isAgain: values.again ?? false,
    isCsv: values.csv ?? false,
    envFile: values.env,
  };
}

/** @throws {UsageError} No report is named, or the catalogue lacks it. */
export function reportOf(id: string | undefined, catalogue: readonly ReportDefinition[]): ReportDefinition {
  const report = catalogue.find((known) => known.id === id);
  if (report) return report;
  const known = catalogue.map((each) => each.id).join(', ');
  throw new UsageError(
    id === undefined ? `Which report? --id takes one of ${known}.` : `There is no report "${id}". Known are ${known}.`,
  );
}

/** With a zone, since a time without one means another moment on every machine. */
const timePattern = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.0{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

const minuteMs = 60_000;

function windowEndOf(text: string | undefined, { id, window }: ReportDefinition, nowMs: number): number {
  const example = minuteText(Math.floor(nowMs / 86_400_000) * 86_400_000 + timeOfDayMs(window.endsAt ?? '00:00'));
  if (text === undefined) throw new UsageError(`Which window? --end says where it ends, for example ${example}.`);
  const [, day] = timePattern.exec(text) ?? [];
  const endMs = Date.parse(text);
  if (day === undefined || Number.isNaN(endMs) || !isDay(day)) {
    throw new UsageError(`--end: "${text}" is no time with its zone, as ${example} is.`);
  }
  if (endMs % minuteMs !== 0) throw new UsageError(`--end: "${text}" is not at a whole minute.`);
  if (window.endsAt !== undefined && minuteText(endMs).slice(11, 16) !== window.endsAt) {
    throw new UsageError(`--end: windows of ${id} end at ${window.endsAt} UTC, as the parts that it adds up do.`);
  }
  const latestMs = Math.floor(nowMs / minuteMs) * minuteMs - window.ingestLagMinutes * minuteMs;
  if (endMs <= latestMs) return endMs;
  throw new UsageError(
    endMs > nowMs
      ? `--end: "${text}" is in the future; it is ${minuteText(nowMs)}.`
      : `--end: records up to "${text}" can't be searched yet; the newest window of ${id} ends at ${minuteText(latestMs)}.`,
  );
}

/** Whether a text `2026-11-26` is a day. Date.parse takes 30 February for one in March. */
export const isDay = (day: string): boolean =>
  !Number.isNaN(Date.parse(day)) && new Date(`${day}T00:00Z`).toISOString().startsWith(day);

const timeOfDayMs = (text: string): number => Date.parse(`1970-01-01T${text}Z`);

/** @example '2026-11-26T12:25Z' */
export const minuteText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;
