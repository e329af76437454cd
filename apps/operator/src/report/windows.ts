import { UsageError } from '@pulso/adapters/node-runtime';
import { type HistoryEntry } from '@pulso/domain/report-content';
import { type ReportDefinition } from '@pulso/domain/reports';
import { dayMs, hourMs } from '@pulso/kit/time';

import { isDay } from './report';

export type Unit = 'count' | 'milliseconds' | 'percent';

/** The numbers of one window. */
export interface Window {
  /** Windows that follow one another are numbered so. */
  readonly index: number;
  /** @example '2026-11-01', '2026-11-01 14:00' */
  readonly date: string;
  readonly numbers: ReadonlyMap<string, number>;
}

/**
 * Reads the numbers of days, a line of JSON per day. Empty lines are none; a number that is `null` is a gap.
 *
 * @param file - As people gave it, for the errors.
 * @throws {UsageError} A line is something else; names the line.
 */
export function readHistoryFile(text: string, file: string): Window[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, `${file}, line ${index + 1}`)]));
}

function readLine(line: string, where: string): Window {
  const fail = (problem: string): never => {
    const example = '{"date":"2026-11-01","numbers":{"requests":373}}';
    throw new UsageError(`${where}: ${problem}. A line looks like ${example}.`);
  };
  const { date, numbers } = recordIn(line) ?? fail('this is no JSON object');
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date) || !isDay(date))
    return fail('"date" is no day, as 2026-11-01 is');
  if (!isRecord(numbers)) return fail('"numbers" is no object');
  const known = Object.entries(numbers).flatMap(([id, value]): [string, number][] => {
    if (value === null) return [];
    return typeof value === 'number' && Number.isFinite(value)
      ? [[id, value]]
      : fail(`"${id}" is neither a number nor null`);
  });
  return { index: Date.parse(date) / dayMs, date, numbers: new Map(known) };
}

function recordIn(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type KeptNumber = HistoryEntry['values'][number];

/**
 * Gives the windows of what a stage has kept of a report. A number that was defined in another way than in the newest entry
 * is a gap there, as in reports, which judge no shares.
 */
export function windowsOfHistory(entries: readonly HistoryEntry[], report: ReportDefinition): Window[] {
  const shares = sharesIn(report);
  const byTime = entries
    .toSorted((a, b) => a.windowEndMs - b.windowEndMs)
    .map((entry) => ({ ...entry, values: entry.values.filter((number) => !shares.has(nameOf(number))) }));
  const lengthMs = report.window.hours * hourMs;
  const firstEndMs = byTime[0]?.windowEndMs ?? 0;
  const newest = new Map(byTime.flatMap(({ values }) => values.map((number) => [nameOf(number), number.definition])));
  const ids = idsOf([...newest.keys()]);
  return byTime.map(({ windowEndMs, values }) => ({
    index: Math.round((windowEndMs - firstEndMs) / lengthMs),
    date: dateOf(windowEndMs, lengthMs),
    numbers: new Map(
      values
        .filter((number) => newest.get(nameOf(number)) === number.definition)
        .map((number) => [ids.get(nameOf(number)) ?? nameOf(number), number.value]),
    ),
  }));
}

/** Of what is shorter than a day, with its time. */
function dateOf(endMs: number, lengthMs: number): string {
  const time = new Date(endMs).toISOString();
  return lengthMs < 24 * hourMs ? time.slice(0, 16).replace('T', ' ') : time.slice(0, 10);
}

const sharesIn = ({ queries, shares = [] }: ReportDefinition): ReadonlySet<string> =>
  new Set([
    ...shares.map(({ id }) => id),
    ...queries.flatMap(({ id, returns = [] }) => returns.map((share) => `${id}.${share.id}`)),
  ]);

const nameOf = ({ ofReportId, queryId, numberId }: Omit<KeptNumber, 'definition' | 'value'>): string =>
  [ofReportId, queryId, numberId].filter((part) => part !== undefined).join('.');

/** The last part of a name is enough, unless two have it. */
function idsOf(names: readonly string[]): Map<string, string> {
  const lastOf = (name: string): string => name.split('.').at(-1) ?? name;
  const lasts = names.map(lastOf);
  const isUnique = (last: string): boolean => lasts.indexOf(last) === lasts.lastIndexOf(last);
  return new Map(names.map((name) => [name, isUnique(lastOf(name)) ? lastOf(name) : name]));
}

/** What the catalogue says of a number by its id. Others count something. */
export const unitsIn =
  ({ queries }: ReportDefinition) =>
  (id: string): Unit | undefined =>
    queries
      .flatMap((query): { readonly id: string; readonly unit?: Unit }[] => [query, ...(query.numbers ?? [])])
      .find((number) => number.id === id.split('.').at(-1) && number.unit !== undefined)?.unit;

/** Whether a number by its id is the one that the report watches. */
export const watchedIn =
  ({ watched }: ReportDefinition) =>
  (id: string): boolean =>
    watched !== undefined && [nameOf(watched), watched.numberId ?? watched.queryId].includes(id);
