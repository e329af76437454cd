import { readFileSync } from 'node:fs';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRunStore } from '@pulso/adapters/dynamodb';
import { UsageError, parseOptions } from '@pulso/adapters/node-runtime';
import { resourceName } from '@pulso/contracts/envelope';
import { type Cadence, type HistoryEntry } from '@pulso/domain/report-content';
import { type ReportDefinition, catalogue } from '@pulso/domain/reports';

import { orNotDeployed } from '../../aws';
import { useStagePlace } from '../../stage-place';
import { type Verb, atStage, commandClient, envUsage, say, stageOptions } from '../../verb';
import { reportOf } from '../report-options';
import { type Mark, marksOf } from './marks-of';
import { readHistoryFile } from './read-history-file';
import { unitsIn, watchedIn, windowsOfHistory } from './windows-of-history';

const usage = `Usage: npm run report -- marks [options]

Says which numbers of earlier days were unusual, by the rule by which reports are written (docs/numbers.md).

  --history FILE             numbers of days, a line of JSON per day, in any order, with any ids and gaps:
                             {"date":"2026-11-01","numbers":{"requests":373,"people":128}}
                             of a day that comes twice, the later line counts
                             default: what the stage has kept of a report
  --id REPORT                which report; default: daily-usage
  --stage NAME               the stage; default: what STAGE says, or else local, the local cloud
  --json                     one line of JSON per number and day:
                             {"date","id","value","usual":[low,high] or null,"unusual"}
${envUsage}

Without --history it reads the table of runs with your AWS credentials (dynamodb:Query).`;

/** `npm run report -- marks` */
export const marks: Verb = {
  usage,
  run: async (args) => {
    for (const line of await findMarks(args, process.env['STAGE'])) say(line);
    return 0;
  },
};

/**
 * Finds which numbers of earlier days were unusual.
 *
 * @param stageVariable - The environment variable STAGE.
 * @returns Lines, as the options want them.
 * @throws {UsageError} The command line, or the file of the history, is not as it must be.
 */
export async function findMarks(args: readonly string[], stageVariable?: string): Promise<string[]> {
  const values = parseOptions(
    args,
    { ...stageOptions, history: { type: 'string' }, id: { type: 'string' }, json: { type: 'boolean' } },
    'npm run report -- marks',
  );
  const report = reportOf(values.id ?? 'daily-usage', catalogue);
  const stage = values.stage || stageVariable || 'local';
  const isOfStage = values.history === undefined;
  if (isOfStage) useStagePlace({ stage, envFile: values.env }, process.env);
  const windows =
    values.history === undefined
      ? windowsOfHistory(await readStage(stage, report), report)
      : readHistoryFile(readText(values.history), values.history);
  const found = marksOf(windows, {
    cadence: isOfStage ? cadenceOf(report) : 'day',
    unitOf: unitsIn(report),
    // A file may have any ids.
    isWatched: isOfStage ? watchedIn(report) : () => false,
  });
  return values.json ? marksInJson(found) : marksInWords(found);
}

function cadenceOf({ window }: ReportDefinition): Cadence {
  if (window.hours === 24) return 'day';
  return window.hours === 1 ? 'hour' : 'other';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--history: ${file} can't be read: ${(error as Error).message}`);
  }
}

function readStage(stage: string, { id }: ReportDefinition): Promise<readonly HistoryEntry[]> {
  const tableName = resourceName(stage, 'runs');
  const { readHistory } = createRunStore(new DynamoDBClient(commandClient), tableName, { nowMs: Date.now });
  return atStage(stage, async () => {
    const found = await orNotDeployed(readHistory(id, 0), `There is no table ${tableName}`, 'Deploy the aggregator');
    return found.entries;
  });
}

/** A line of JSON per number and day. */
export const marksInJson = (marks: readonly Mark[]): string[] =>
  marks.map(({ date, id, value, usual, isUnusual }) =>
    JSON.stringify({ date, id, value, usual: usual ? [usual.low, usual.high] : null, unusual: isUnusual }),
  );

/** What was unusual, and how much of all that is. */
export function marksInWords(marks: readonly Mark[]): string[] {
  if (marks.length === 0) return ['There are no numbers.'];
  const unusual = marks.filter(({ isUnusual }) => isUnusual);
  const idColumns = Math.max(0, ...unusual.map(({ id }) => id.length));
  const byId = [...new Set(marks.map(({ id }) => id))].map((id) => {
    const own = marks.filter((mark) => mark.id === id);
    return `${id} ${own.filter(({ isUnusual }) => isUnusual).length} of ${own.length}`;
  });
  return [
    ...unusual.map(
      ({ date, id, value, usual }) =>
        `${date}  ${id.padEnd(idColumns)}  ${value}${usual ? ` (usually ${usual.low} to ${usual.high})` : ''}`,
    ),
    `Unusual: ${byId.join(', ')}.`,
  ];
}
