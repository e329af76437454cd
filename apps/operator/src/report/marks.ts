import { readFileSync } from 'node:fs';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRunStore } from '@pulso/adapters/dynamodb';
import { UsageError, parseOptions } from '@pulso/adapters/node-runtime';
import { resourceName } from '@pulso/contracts/envelope';
import {
  type Baseline,
  type Cadence,
  type HistoryEntry,
  comparedWindowCountOf,
  judgeNumber,
} from '@pulso/domain/report-content';
import { type ReportDefinition } from '@pulso/domain/reports';

import { orNotDeployed } from '../aws';
import { type Verb, atStage, commandClient, envUsage, say, stageOptions, useStagePlace } from '../command';
import { reportOf } from './report';
import { type Unit, type Window, readHistoryFile, unitsIn, watchedIn, windowsOfHistory } from './windows';

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

const cadences = new Map<number, Cadence>([
  [1, 'hour'],
  [24, 'day'],
]);

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
  const report = reportOf(values.id ?? 'daily-usage');
  const stage = values.stage || stageVariable || 'local';
  const isOfStage = values.history === undefined;
  if (isOfStage) useStagePlace({ stage, envFile: values.env }, process.env);
  const windows =
    values.history === undefined
      ? windowsOfHistory(await readStage(stage, report), report)
      : readHistoryFile(readText(values.history), values.history);
  const found = marksOf(windows, {
    cadence: isOfStage ? (cadences.get(report.window.hours) ?? 'other') : 'day',
    unitOf: unitsIn(report),
    // A file may have any ids.
    isWatched: isOfStage ? watchedIn(report) : () => false,
  });
  return values.json ? marksInJson(found) : marksInWords(found);
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

/** What a report would have said about one number. */
export interface Mark {
  readonly date: string;
  readonly id: string;
  readonly value: number;
  readonly usual: Baseline | undefined;
  readonly isUnusual: boolean;
}

interface MarksOptions {
  readonly cadence: Cadence;
  readonly unitOf: (id: string) => Unit | undefined;
  /** Whether a report watches that it is not 0. */
  readonly isWatched: (id: string) => boolean;
}

/**
 * Judges each number of each window by the windows before it, as reports do.
 *
 * @param windows - In any order, with gaps; of those with one index, the later one's numbers count.
 * @returns By date, then in the order in which the ids came first.
 */
export function marksOf(windows: readonly Window[], { cadence, unitOf, isWatched }: MarksOptions): Mark[] {
  const series = new Map<string, Map<number, number>>();
  const dates = new Map<number, string>();
  for (const { index, date, numbers } of windows) {
    dates.set(index, date);
    for (const [id, value] of numbers) series.set(id, (series.get(id) ?? new Map<number, number>()).set(index, value));
  }
  const count = comparedWindowCountOf(cadence);
  // An hour is compared with the same one of other days.
  const step = cadence === 'hour' ? 24 : 1;
  return [...dates.keys()]
    .toSorted((a, b) => a - b)
    .flatMap((index) =>
      [...series].flatMap(([id, values]): Mark[] => {
        const value = values.get(index);
        if (value === undefined) return [];
        const earlierAt = (offset: number) =>
          Array.from({ length: count }, (_, back) => values.get(index - (count - back) * step + offset) ?? null);
        const { baseline, isAnomaly } = judgeNumber(value, earlierAt(0), {
          cadence,
          beside: cadence === 'hour' ? [earlierAt(-1), earlierAt(1)] : [],
          unit: unitOf(id),
          isWatched: isWatched(id),
        });
        return [{ date: dates.get(index) ?? '', id, value, usual: baseline, isUnusual: isAnomaly }];
      }),
    );
}
