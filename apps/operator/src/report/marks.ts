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
import { dayMs, hourMs } from '@pulso/kit/time';
import * as z from 'zod/mini';

import { atStage, commandClient } from '../aws';
import { type Verb, envUsage, jsonIn, readText, say, stageOptions, useStagePlace } from '../command';
import { reportOf } from './report';

const usage = `Usage: npm run report -- marks [options]

Says which numbers of earlier days were unusual, by the rule by which reports are written (docs/numbers.md).

  --history FILE             numbers of days, a line of JSON per day, in any order, with any ids and gaps:
                             {"date":"2026-11-01","numbers":{"requests":373,"people":128}}
                             of a day that comes twice, the later line counts
                             default: what the stage has stored of a report
  --id REPORT                which report; default: daily-usage
  --stage NAME               the stage; default: what STAGE says, or else local, the local cloud
  --json                     one line of JSON per number and day:
                             {"date","id","value","baseline":[low,high] or null,"anomaly"}
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

/** Finds which numbers of earlier days were unusual. @returns Lines in the format of the options. */
export async function findMarks(args: readonly string[], stageVariable?: string): Promise<string[]> {
  const own = { history: { type: 'string' }, id: { type: 'string' }, json: { type: 'boolean' } } as const;
  const values = parseOptions(args, { ...stageOptions, ...own }, 'npm run report -- marks');
  const { history: file, env: envFile } = values;
  const report = reportOf(values.id ?? 'daily-usage');
  const found =
    file === undefined
      ? await marksOfStage({ stage: values.stage || stageVariable || 'local', envFile }, report)
      : marksOf(readHistoryFile(readText('--history', file), file), report, 'file');
  return values.json ? marksInJson(found) : marksInWords(found);
}

async function marksOfStage(
  place: { readonly stage: string; readonly envFile: string | undefined },
  report: ReportDefinition,
): Promise<Mark[]> {
  useStagePlace(place, process.env);
  const table = resourceName(place.stage, 'runs');
  const { readHistory } = createRunStore(new DynamoDBClient(commandClient), table, { nowMs: Date.now });
  const { entries } = await atStage(place.stage, () => readHistory(report.id, 0));
  return marksOf(windowsOfHistory(entries, report), report, 'stage');
}

/** The numbers of one window. */
export interface Window {
  /** Consecutive windows have consecutive numbers. */
  readonly index: number;
  /** @example '2026-11-01', '2026-11-01 14:00' */
  readonly date: string;
  readonly numbers: ReadonlyMap<string, number>;
}

const lineSchema = z.object(
  {
    date: z.iso.date('"date" is no day, as 2026-11-01 is'),
    numbers: z.record(
      z.string(),
      z.nullable(z.number('a value is neither a number nor null')),
      '"numbers" is no object',
    ),
  },
  'this is no JSON object',
);

/** Reads the numbers of days, a line of JSON per day. @throws {UsageError} A line is something else; names file and line. */
export const readHistoryFile = (text: string, file: string): Window[] =>
  text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, `${file}, line ${index + 1}`)]));

function readLine(line: string, where: string): Window {
  const { data, error } = lineSchema.safeParse(jsonIn(line));
  if (!data) {
    const example = '{"date":"2026-11-01","numbers":{"requests":373}}';
    throw new UsageError(`${where}: ${error.issues[0]?.message}. A line looks like ${example}.`);
  }
  const known = Object.entries(data.numbers).filter((entry): entry is [string, number] => entry[1] !== null);
  return { index: Date.parse(data.date) / dayMs, date: data.date, numbers: new Map(known) };
}

type StoredNumber = HistoryEntry['values'][number];

/**
 * Returns the windows of a stage's stored history. A number whose definition differs from the newest entry's is a gap,
 * as in reports. Shares are left out, since reports do not judge them.
 */
export function windowsOfHistory(entries: readonly HistoryEntry[], report: ReportDefinition): Window[] {
  const { queries, shares = [], window } = report;
  const sharesOfQueries = queries.flatMap(({ id, retention = [] }) => retention.map((share) => `${id}.${share.id}`));
  const unjudged = new Set([...shares.map(({ id }) => id), ...sharesOfQueries]);
  const byTime = entries
    .toSorted((a, b) => a.windowEndMs - b.windowEndMs)
    .map((entry) => ({ ...entry, values: entry.values.filter((number) => !unjudged.has(nameOf(number))) }));
  const lengthMs = window.hours * hourMs;
  const firstEndMs = byTime[0]?.windowEndMs ?? 0;
  const newest = new Map(byTime.flatMap(({ values }) => values.map((number) => [nameOf(number), number.definition])));
  const lasts = [...newest.keys()].map(lastOf);
  // The last part of a name is enough if it is unique.
  const idOf = (name: string): string =>
    lasts.indexOf(lastOf(name)) === lasts.lastIndexOf(lastOf(name)) ? lastOf(name) : name;
  return byTime.map(({ windowEndMs, values }) => ({
    index: Math.round((windowEndMs - firstEndMs) / lengthMs),
    // With the time if windows are shorter than a day.
    date: new Date(windowEndMs)
      .toISOString()
      .slice(0, lengthMs < dayMs ? 16 : 10)
      .replace('T', ' '),
    numbers: new Map(
      values
        .filter((number) => newest.get(nameOf(number)) === number.definition)
        .map((number) => [idOf(nameOf(number)), number.value]),
    ),
  }));
}

const nameOf = ({ ofReportId, queryId, numberId }: Omit<StoredNumber, 'definition' | 'value'>): string =>
  [ofReportId, queryId, numberId].filter((part) => part !== undefined).join('.');

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** A line of JSON per number and day. */
export const marksInJson = (marks: readonly Mark[]): string[] =>
  marks.map(({ date, id, value, baseline, isAnomaly }) =>
    JSON.stringify({ date, id, value, baseline: baseline ? [baseline.low, baseline.high] : null, anomaly: isAnomaly }),
  );

/** Lists what was unusual, and its share of all numbers. */
export function marksInWords(marks: readonly Mark[]): string[] {
  if (marks.length === 0) return ['There are no numbers.'];
  const anomalies = marks.filter(({ isAnomaly }) => isAnomaly);
  const idColumns = Math.max(0, ...anomalies.map(({ id }) => id.length));
  const byId = [...new Set(marks.map(({ id }) => id))].map((id) => {
    const own = marks.filter((mark) => mark.id === id);
    return `${id} ${own.filter(({ isAnomaly }) => isAnomaly).length} of ${own.length}`;
  });
  return [
    ...anomalies.map(
      ({ date, id, value, baseline }) =>
        `${date}  ${id.padEnd(idColumns)}  ${value}${baseline ? ` (usually ${baseline.low} to ${baseline.high})` : ''}`,
    ),
    `Unusual: ${byId.join(', ')}.`,
  ];
}

/** What a report would have said about one number. */
export interface Mark {
  readonly date: string;
  readonly id: string;
  readonly value: number;
  readonly baseline: Baseline | undefined;
  readonly isAnomaly: boolean;
}

/** The catalogue's unit of a number, by the last part of its id; undefined: a count. */
const unitIn = ({ queries }: ReportDefinition, last: string) =>
  queries
    .flatMap((query): { readonly id: string; readonly unit?: (typeof query)['unit'] }[] => [
      query,
      ...(query.numbers ?? []),
    ])
    .find((number) => number.id === last && number.unit !== undefined)?.unit;

const cadences = new Map<number, Cadence>([
  [1, 'hour'],
  [24, 'day'],
]);

/**
 * Judges each number of each window by the windows before it, as reports do.
 *
 * @param windows - In any order, with gaps. If two have one index, the later one's numbers count.
 * @param source - A file has days and any ids, so none of its numbers is watched.
 * @returns By date, then in the order of the ids' first appearance.
 */
export function marksOf(windows: readonly Window[], report: ReportDefinition, source: 'file' | 'stage'): Mark[] {
  const cadence = source === 'file' ? 'day' : (cadences.get(report.window.hours) ?? 'other');
  const watched = source === 'file' ? undefined : report.watched;
  const watchedIds = watched ? [nameOf(watched), watched.numberId ?? watched.queryId] : [];
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
          unit: unitIn(report, lastOf(id)),
          isWatched: watchedIds.includes(id),
        });
        return [{ date: dates.get(index) ?? '', id, value, baseline, isAnomaly }];
      }),
    );
}
