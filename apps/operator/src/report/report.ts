import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { createReadStoredReport, createRunStore } from '@pulso/adapters/dynamodb';
import { UsageError, parseOptions, systemClock } from '@pulso/adapters/node-runtime';
import { resourceName } from '@pulso/contracts/envelope';
import { type RunRequest, dispatcherFunctionName, runIdOf } from '@pulso/contracts/run-requests';
import { renderCsv } from '@pulso/domain/report-rendering';
import { type ReportDefinition, catalogue } from '@pulso/domain/reports';
import { minuteMs } from '@pulso/kit/time';
import * as z from 'zod/mini';

import { atStage, commandClient } from '../aws';
import { type Verb, envUsage, say, stageOptions, useStagePlace } from '../command';

const usage = `Usage: npm run report -- --id REPORT --end TIME [options]

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

/** `npm run report` */
export const report: Verb = {
  usage,
  run: async (args) => {
    const nowMs = Date.now();
    const options = parseReportOptions(args, { nowMs, stageVariable: process.env['STAGE'] });
    const { reportId, stage, windowEndMs } = options;
    const region = useStagePlace(options, process.env);
    if (options.isCsv) {
      const table = [new DynamoDBClient(commandClient), resourceName(stage, 'runs'), systemClock] as const;
      const { readNewestHistory } = createRunStore(...table);
      const csv = await readReportCsv(options, { readNewestHistory, readReport: createReadStoredReport(...table) });
      process.stdout.write(csv);
      return 0;
    }
    say(`Asks the stage ${stage} (${region}) for ${reportId} up to ${minuteText(windowEndMs)}.`);
    const lambda = new LambdaClient(commandClient);
    const runId = await atStage(stage, () => askForReport(options, { lambda, nowMs }));
    say(`Asked: run ${runId}.`);
    if (!options.isAgain) say('If it was asked for before, nothing more is sent; --again sends it once more.');
    return 0;
  },
};

const options = {
  id: { type: 'string' },
  end: { type: 'string' },
  ...stageOptions,
  again: { type: 'boolean' },
  csv: { type: 'boolean' },
} as const;

export type ReportOptions = ReturnType<typeof parseReportOptions>;

/** @throws {UsageError} An option is not known, the catalogue lacks the report, or its window can't end there. */
export function parseReportOptions(
  args: readonly string[],
  { nowMs, stageVariable }: { readonly nowMs: number; readonly stageVariable: string | undefined },
) {
  const values = parseOptions(args, options, 'npm run report');
  const definition = reportOf(values.id);
  return {
    reportId: definition.id,
    /** Epoch ms, a whole minute. */
    windowEndMs: windowEndOf(values.end, definition, nowMs),
    stage: values.stage || stageVariable || 'local',
    isAgain: values.again ?? false,
    /** Writes the stored report and requests none. */
    isCsv: values.csv ?? false,
    envFile: values.env,
  };
}

/** @throws {UsageError} No report is named, or the catalogue lacks it. */
export function reportOf(id: string | undefined): ReportDefinition {
  const found = catalogue.find((known) => known.id === id);
  if (found) return found;
  const known = catalogue.map((each) => each.id).join(', ');
  throw new UsageError(
    id === undefined ? `Which report? --id takes one of ${known}.` : `There is no report "${id}". Known are ${known}.`,
  );
}

/** With a zone, since a time without one depends on the machine. */
const timeSchema = z.union([-1, null].map((precision) => z.iso.datetime({ offset: true, precision })));

function windowEndOf(text: string | undefined, { id, window }: ReportDefinition, nowMs: number): number {
  const example = `${minuteText(nowMs).slice(0, 11)}${window.endsAt ?? '00:00'}Z`;
  if (text === undefined) throw new UsageError(`Which window? --end says where it ends, for example ${example}.`);
  const endMs = Date.parse(text);
  if (!timeSchema.safeParse(text).success) {
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

/** @example '2026-11-26T12:25Z' */
const minuteText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

/**
 * Asks the dispatcher of a stage for the report of one window.
 *
 * Report and window name the request, so a repeated one is the same run and nothing is sent twice. `isAgain` makes it a
 * new run.
 *
 * @returns The id of the run.
 */
export async function askForReport(
  { reportId, windowEndMs, stage, isAgain }: ReportOptions,
  { lambda, nowMs }: { readonly lambda: LambdaClient; readonly nowMs: number },
): Promise<string> {
  const windowEnd = new Date(windowEndMs).toISOString();
  const request: RunRequest = {
    schemaVersion: 1,
    reportId,
    trigger: {
      type: 'manual',
      requestId: isAgain ? `${windowEnd}/again/${new Date(nowMs).toISOString()}` : windowEnd,
      requestedAtMs: nowMs,
      windowEnd,
    },
  };
  const FunctionName = resourceName(stage, dispatcherFunctionName);
  const Payload = JSON.stringify(request);
  await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
  return runIdOf(request);
}

/** What is read from a stage's table of runs. */
export interface StoredReports {
  readonly readNewestHistory: (newest: {
    readonly reportId: string;
    readonly endedByMs: number;
    readonly limit: number;
  }) => Promise<{ readonly entries: readonly { readonly windowEndMs: number; readonly runId: string }[] }>;
  readonly readReport: (
    runId: string,
  ) => Promise<{ readonly state: 'running' | 'closed'; readonly content: Parameters<typeof renderCsv>[0] } | undefined>;
}

/** Reads the stored report of a window as CSV, the scheduled one first. @throws {UsageError} None is stored and closed. */
export async function readReportCsv(
  { reportId, windowEndMs }: Pick<ReportOptions, 'reportId' | 'windowEndMs'>,
  { readNewestHistory, readReport }: StoredReports,
): Promise<string> {
  const { entries } = await readNewestHistory({ reportId, endedByMs: windowEndMs, limit: 1 });
  const scheduled = entries.filter((entry) => entry.windowEndMs === windowEndMs).map(({ runId }) => runId);
  const windowEnd = new Date(windowEndMs).toISOString();
  const asked = runIdOf({
    schemaVersion: 1,
    reportId,
    trigger: { type: 'manual', requestId: windowEnd, requestedAtMs: windowEndMs, windowEnd },
  });
  for (const runId of [...scheduled, asked]) {
    const stored = await readReport(runId);
    if (stored?.state === 'closed') return renderCsv(stored.content).text;
  }
  throw new UsageError(
    `No report ${reportId} up to ${windowEnd} is stored: runs are kept for 40 days. Ask for it without --csv, and ` +
      'again with it a few minutes later.',
  );
}
