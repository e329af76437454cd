import { resolve } from 'node:path';

import { parseOptions, UsageError } from '@pulso/adapters/node-runtime';

import { type RunOptions, faultsTakeTimeLine, readRunOptions, runArguments, runUsage } from '../run-options';
import { halfPastTwelveOf, lastMonday, readTime } from './report-time';

/** What `npm run demo` was told. */
export interface DemoOptions extends RunOptions {
  /** A file of updates instead of the bundled day. */
  readonly updatesFile?: string;
  /** When the report's schedule fires, epoch ms. */
  readonly reportAtMs: number;
  /** The last update of the file decides when the schedule fires, if there is one, and not `reportAtMs`. */
  readonly followsUpdates: boolean;
  /** How many days lie behind the bundled one; behind other updates, none. */
  readonly daysBefore: number;
  /** Whether the weekly report follows. */
  readonly weekly: boolean;
  /** Where to write what each destination got. */
  readonly outFolder: string;
  /** Where to write the numbers. */
  readonly reportJsonFile?: string;
  /** Print the report and nothing else. */
  readonly quiet: boolean;
  /** Keep the local cloud and its console up afterwards. */
  readonly keep: boolean;
}

export const demoUsage = `Usage: npm run demo -- [options]

Starts the local cloud with two weeks behind it, pushes a day of Telegram updates through the bot's webhook, fires
the report's schedule, prints the report as Telegram shows it, and writes what each destination got into a folder.

  --updates FILE      other updates: one {"at": ISO time, "update": Update} per line, sorted by "at"
  --at ISO            when the schedule fires (default: today 12:30 UTC; with --updates the first 12:30 UTC whose window
                      holds the last update: the window is the day that ends at 12:25)
  --weekly            on a Monday: the report on the week follows, with its chart (default of --at: the last Monday)
  --days-before N     how many days lie behind the bundled one, 0 to 14 (default: 14; not with --updates)
  --out DIR           where to write the message, the mail and a page to open it, the webhook's body, and the chart
                      (default: tmp/demo)
  --report-json FILE  write the report's numbers
  --quiet             print only the report
  --keep              keep the console up afterwards and print the run's address there; Ctrl-C ends it
${runUsage}
  --help              print this

${faultsTakeTimeLine}

Exit status: 0 the report is complete, 1 it is partial, wrong, a call was denied or the run failed, 2 the command line or the file is not usable.`;

/** From where the caller stands. */
const defaultOutFolder = 'tmp/demo';

const demoArguments = {
  updates: { type: 'string' },
  at: { type: 'string' },
  weekly: { type: 'boolean' },
  'days-before': { type: 'string' },
  out: { type: 'string' },
  'report-json': { type: 'string' },
  quiet: { type: 'boolean' },
  keep: { type: 'boolean' },
  ...runArguments,
} as const;

/**
 * Reads the command line of `npm run demo`.
 *
 * @param args - What stands behind the command's name.
 * @param place - `nowMs`: the real time, epoch ms: the default of `--at` is 12:30 UTC of that day, unless
 * a file of updates decides it; `folder`: where the caller stands, to which relative files are relative.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value or has an unusable one.
 */
export function parseDemoOptions(
  args: readonly string[],
  { nowMs, folder }: { nowMs: number; folder: string },
): DemoOptions | undefined {
  const values = parseOptions(args, demoArguments, 'npm run demo');
  if (values.help) return undefined;
  for (const name of ['updates', 'report-json', 'out'] as const) {
    if (values[name] === '') throw new UsageError(`--${name} needs a name.`);
  }
  const weekly = values.weekly ?? false;
  if (weekly && values.updates !== undefined) {
    throw new UsageError('--weekly shows the bundled weeks: leave out --updates.');
  }
  const daysBefore = parseDaysBefore(values['days-before'] ?? (values.updates === undefined ? undefined : '0'));
  if (daysBefore > 0 && values.updates !== undefined) {
    throw new UsageError('--days-before lays days behind the bundled one: leave it out beside --updates.');
  }
  return {
    ...(values.updates === undefined ? {} : { updatesFile: resolve(folder, values.updates) }),
    ...(values['report-json'] === undefined ? {} : { reportJsonFile: resolve(folder, values['report-json']) }),
    reportAtMs: values.at === undefined ? defaultReportTime(nowMs, weekly) : parseReportTime(values.at, weekly),
    daysBefore,
    weekly,
    outFolder: resolve(folder, values.out ?? defaultOutFolder),
    followsUpdates: values.at === undefined && values.updates !== undefined,
    quiet: values.quiet ?? false,
    keep: values.keep ?? false,
    ...readRunOptions(values),
  };
}

const mostDaysBefore = 14;

function parseDaysBefore(text = String(mostDaysBefore)): number {
  if (/^\d{1,2}$/.test(text) && Number(text) <= mostDaysBefore) return Number(text);
  throw new UsageError(`--days-before must be a whole number from 0 to ${mostDaysBefore}, got "${text.slice(0, 60)}".`);
}

const defaultReportTime = (nowMs: number, weekly: boolean): number =>
  halfPastTwelveOf(weekly ? lastMonday(nowMs) : nowMs);

/** The Scheduler names its times in whole seconds, so a report has no finer one. */
function parseReportTime(text: string, weekly: boolean): number {
  const ms = readTime(text);
  if (weekly && lastMonday(ms) !== ms)
    throw new UsageError(`--weekly needs a Monday, and ${text} is not a Monday in UTC.`);
  return Math.floor(ms / 1000) * 1000;
}
