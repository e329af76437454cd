import { resolve } from 'node:path';

import { parseOptions, UsageError } from '@pulso/command-line';

import { enforceIamArguments, enforceIamUsage, readEnforceIam } from '../access/enforce-iam-option';
import { type PlannedFaults } from '../faults/inject-faults';
import { faultArguments, faultUsage, readFaultOptions } from '../faults/read-fault-options';
import { type KillTarget, killTargets } from '../faults/kill-once';
import { floodControlArguments, floodControlUsage, readFloodControl } from '../telegram/flood-control-option';
import { parseInstant } from './parse-instant';
import { halfPastTwelveOf } from './report-time';

export interface DemoOptions {
  /** A file of updates instead of the bundled day. */
  readonly updatesFile?: string;
  /** When the report's schedule fires, epoch ms. */
  readonly reportAtMs: number;
  /** The last update of the file decides when the schedule fires, if there is one, and not `reportAtMs`. */
  readonly followsUpdates: boolean;
  /** Where to write the numbers. */
  readonly reportJsonFile?: string;
  /** Print the report and nothing else. */
  readonly quiet: boolean;
  /** Whose process is killed once in the middle of the run. */
  readonly kill?: KillTarget;
  /** What shall go wrong on the way. */
  readonly faults?: PlannedFaults;
  /** Whether the policies of the stacks decide what functions may do. */
  readonly enforcesIam: boolean;
  /** Whether Telegram refuses what the bot sends too fast. */
  readonly floodControl: 'on' | 'off';
}

export const demoUsage = `Usage: npm run demo -- [options]

Starts the local cloud, pushes a day of Telegram updates through the bot's webhook, fires the report's schedule,
and prints the report as Telegram shows it.

  --updates FILE      other updates: one {"at": ISO time, "update": Update} per line, sorted by "at"
  --at ISO            when the schedule fires (default: today 12:30 UTC; with --updates the first 12:30 UTC whose window
                      holds the last update: the window is the day that ends at 12:25)
  --report-json FILE  write the report's numbers
  --quiet             print only the report
  --kill FUNCTION     kill its process once, in the middle of the run: dispatcher, query-worker, aggregator or
                      notifier; the report is complete and right all the same
${faultUsage}
                      Faults take real time here: a minute or two with default, several with hell.
${enforceIamUsage}
${floodControlUsage}
  --help              print this

Exit status: 0 the report is complete, 1 it is partial, wrong, a call was denied or the run failed, 2 the command line or the file is not usable.`;

const demoArguments = {
  updates: { type: 'string' },
  at: { type: 'string' },
  'report-json': { type: 'string' },
  quiet: { type: 'boolean' },
  kill: { type: 'string' },
  ...faultArguments,
  ...enforceIamArguments,
  ...floodControlArguments,
} as const;

/**
 * Reads the command line of `npm run demo`.
 *
 * @param args - What stands behind the command's name.
 * @param place - `nowMs`: the real time, epoch ms: the default of `--at` is 12:30 UTC of that day, unless
 * a file of updates decides it; `folder`: where the
 * caller stands, to which relative files are relative.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value or has an unusable one.
 */
export function parseDemoOptions(
  args: readonly string[],
  { nowMs, folder }: { nowMs: number; folder: string },
): DemoOptions | undefined {
  const values = parseOptions(args, demoArguments, 'npm run demo');
  if (values.help) return undefined;
  for (const name of ['updates', 'report-json'] as const) {
    if (values[name] === '') throw new UsageError(`--${name} needs the name of a file.`);
  }
  const faults = readFaultOptions(values, folder);
  return {
    ...(values.updates === undefined ? {} : { updatesFile: resolve(folder, values.updates) }),
    ...(values['report-json'] === undefined ? {} : { reportJsonFile: resolve(folder, values['report-json']) }),
    reportAtMs: values.at === undefined ? halfPastTwelveOf(nowMs) : parseReportTime(values.at),
    followsUpdates: values.at === undefined && values.updates !== undefined,
    quiet: values.quiet ?? false,
    enforcesIam: readEnforceIam(values),
    floodControl: readFloodControl(values),
    ...(values.kill === undefined ? {} : { kill: parseKill(values.kill) }),
    ...(faults && { faults }),
  };
}

function parseKill(text: string): KillTarget {
  const target = killTargets.find((known) => known === text);
  if (target) return target;
  throw new UsageError(
    `--kill must be ${killTargets.slice(0, -1).join(', ')} or ${killTargets.at(-1)}, got "${text.slice(0, 60)}".`,
  );
}

/** The Scheduler names its times in whole seconds, so a report has no finer one. */
function parseReportTime(text: string): number {
  const ms = parseInstant(text);
  if (ms !== undefined) return Math.floor(ms / 1000) * 1000;
  throw new UsageError(`--at must be an ISO time with a zone, like 2026-11-25T12:30:00Z, got "${text}".`);
}
