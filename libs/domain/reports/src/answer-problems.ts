import { resultLimits } from '@pulso/contracts/run-events';

import { findNumber, numberName } from './find-number';
import { type QueryDefinition, type ReportDefinition, idPattern, timeOfDayPattern } from './report-definition';

/** Each then has room for a row at least, see `rollUpTables` of the contract `run-events`. */
const maxTableCount = 4;

export function answerProblems(report: ReportDefinition): string[] {
  const { queries, onlyIf, news, watched, window, schedule } = report;
  const problems = queries.flatMap((query) => [
    ...kindProblems(query),
    ...numberProblems(query),
    ...tableProblems(query),
    ...hourProblems(query, window),
    ...recountProblems(query, schedule),
    ...windowProblems(query),
    ...returnProblems(query),
    ...repeatedFields(`column of query "${query.id}"`, query.columns ?? []),
  ]);
  if (onlyIf && !findNumber(queries, onlyIf)) {
    problems.push(`it is sent only if "${numberName(onlyIf)}" is above a bound, and has no such number`);
  }
  if (news?.length === 0) problems.push('it is sent for its news alone, and has no number that could be any');
  for (const number of news ?? []) {
    if (!findNumber(queries, number)) {
      problems.push(`it is sent when "${numberName(number)}" is unusual, and has no such number`);
    }
  }
  if (onlyIf && news) problems.push('it is sent for its news alone, and has a condition besides');
  if (watched && !findNumber(queries, watched)) {
    problems.push(`it watches "${numberName(watched)}", and has no such number`);
  }
  return [...problems, ...idProblems('query id', queries), ...shareProblems(report)];
}

function kindProblems({ id, numbers, tables, returns, columns }: QueryDefinition): string[] {
  const kinds = [numbers, tables, returns, columns].filter((kind) => kind !== undefined);
  return [
    ...(kinds.length > 1 ? [`query "${id}" has more than one of numbers, tables, returns and columns`] : []),
    ...(kinds.some(({ length }) => length === 0)
      ? [`query "${id}" has an empty list of numbers, tables, returns or columns`]
      : []),
  ];
}

function numberProblems({ id, numbers = [], query }: QueryDefinition): string[] {
  const { maxCellsPerRow } = resultLimits;
  const computed = typeof query === 'string' ? undefined : Object.keys(query.columns);
  return [
    ...(numbers.length > maxCellsPerRow
      ? [
          `query "${id}" has ${numbers.length} numbers, a row has room for ${maxCellsPerRow}: ask for more in another report`,
        ]
      : []),
    ...idProblems(`number of query "${id}"`, numbers),
    ...repeatedFields(`field of query "${id}"`, numbers),
    ...numbers
      .filter(({ field }) => computed && !computed.includes(field))
      .map(
        (number) => `number "${number.id}" of query "${id}" is in the column "${number.field}", which is not computed`,
      ),
    ...numbers
      .filter(
        (number) => number.of !== undefined && !numbers.some((other) => other.id === number.of && other !== number),
      )
      .map((number) => `number "${number.id}" of query "${id}" measures "${number.of}", which is no number beside it`),
  ];
}

function tableProblems({ id, tables = [] }: QueryDefinition): string[] {
  return [
    ...(tables.length > maxTableCount
      ? [`query "${id}" has ${tables.length} tables, a result has room for ${maxTableCount}`]
      : []),
    ...idProblems(`table of query "${id}"`, tables),
    ...tables.flatMap((table) => repeatedFields(`column of table "${table.id}"`, table.columns)),
  ];
}

/**
 * Hours of several days are put together by the aggregator, to which no more rows come than a result keeps. A window that
 * does not begin with an hour has one more.
 */
function hourProblems({ tables = [], window }: QueryDefinition, ofReport: ReportDefinition['window']): string[] {
  const { hours } = window ?? ofReport;
  const rowCount = Math.ceil(hours) + 1;
  return tables
    .filter(({ columns: [by] }) => by.format === 'hour' && rowCount > resultLimits.maxRows)
    .map(({ id }) => `table "${id}" has ${rowCount} rows of hours, a result keeps ${resultLimits.maxRows}`);
}

/** Only numbers tell whether a second answer knows more than the first. */
function recountProblems({ id, recount, tables, returns, columns }: QueryDefinition, schedule: unknown): string[] {
  if (!recount) return [];
  return [
    ...(schedule ? [] : [`query "${id}" is counted again with the next run, and the report has no schedule`]),
    ...(tables || returns || columns
      ? [`query "${id}" is counted again, which takes numbers, and answers with tables`]
      : []),
  ];
}

function windowProblems({ id, window }: QueryDefinition): string[] {
  if (!window) return [];
  const { hours, endsAt } = window;
  return [
    ...(Number.isInteger(hours) && hours > 0 ? [] : [`the window of query "${id}" must be whole hours`]),
    ...(endsAt === undefined || timeOfDayPattern.test(endsAt)
      ? []
      : [`the window of query "${id}" must end at a time of the day, HH:MM, got "${endsAt}"`]),
  ];
}

/** Of a part of a day it is not known how many people were new on it. */
function returnProblems({ id, returns, window }: QueryDefinition): string[] {
  if (!returns) return [];
  const isOfWholeDays = window?.endsAt === '00:00' && window.hours % 24 === 0;
  // Of each day those who are new, those who come back, and those of the ages after each of them.
  const rowCount = ((window?.hours ?? 0) / 24) * 2 * (returns.length + 1);
  return [
    ...(isOfWholeDays
      ? []
      : [`query "${id}" takes a window of whole UTC days: hours: 168, endsAt: '00:00', for example`]),
    ...(rowCount > resultLimits.maxRows
      ? [`query "${id}" may give ${rowCount} rows, a result keeps ${resultLimits.maxRows}`]
      : []),
    ...returns
      .filter(({ afterDays }) => !Number.isInteger(afterDays) || afterDays < 1)
      .map((share) => `return "${share.id}" of query "${id}" must be one day later or more`),
    ...idProblems(`return of query "${id}"`, returns),
  ];
}

function shareProblems({ queries, shares = [] }: ReportDefinition): string[] {
  return [
    ...idProblems('share', shares),
    ...shares.flatMap(({ id, of }) => [
      ...(queries.some((query) => query.id === id) ? [`share "${id}" has the id of a query`] : []),
      ...(findNumber(queries, of) ? [] : [`share "${id}" is of "${numberName(of)}", and there is no such number`]),
    ]),
  ];
}

const idProblems = (what: string, named: readonly { readonly id: string }[]): string[] => [
  ...named
    .filter(({ id }) => !idPattern.test(id))
    .map(({ id }) => `${what} "${id}" must be lower-case letters, digits and hyphens`),
  ...repeated(
    what,
    named.map(({ id }) => id),
  ),
];

const repeated = (what: string, names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) < index).map((name) => `${what}: "${name}" occurs twice`);

const repeatedFields = (what: string, columns: readonly { readonly field: string }[]): string[] =>
  repeated(
    what,
    columns.map(({ field }) => field),
  );
