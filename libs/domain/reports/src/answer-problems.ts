import { resultLimits } from '@pulso/contracts/run-events';

import { findNumber, numberName } from './find-number';
import { idPattern } from './id-pattern';
import { type QueryDefinition, type ReportDefinition } from './report-definition';

/** Each then has room for a row at least, see `rollUpTables` of the contract `run-events`. */
const maxTableCount = 4;

/** Finds what is wrong with the numbers and tables that a report's queries answer with. */
export function answerProblems({ queries, onlyIf, watched, window, schedule }: ReportDefinition): string[] {
  const problems = queries.flatMap((query) => [
    ...kindProblems(query),
    ...numberProblems(query),
    ...tableProblems(query),
    ...hourProblems(query, window),
    ...recountProblems(query, schedule),
    ...repeated(`column of query "${query.id}"`, query.columns?.map(({ field }) => field) ?? []),
  ]);
  if (onlyIf && !findNumber(queries, onlyIf)) {
    problems.push(`it is sent only if "${numberName(onlyIf)}" is above a bound, and has no such number`);
  }
  if (watched && !findNumber(queries, watched)) {
    problems.push(`it watches "${numberName(watched)}", and has no such number`);
  }
  return problems;
}

function kindProblems({ id, numbers, tables, columns }: QueryDefinition): string[] {
  const kinds = [numbers, tables, columns].filter((kind) => kind !== undefined);
  return [
    ...(kinds.length > 1 ? [`query "${id}" has more than one of numbers, tables and columns`] : []),
    ...(kinds.some(({ length }) => length === 0)
      ? [`query "${id}" has an empty list of numbers, tables or columns`]
      : []),
  ];
}

function numberProblems({ id, numbers = [] }: QueryDefinition): string[] {
  const { maxCellsPerRow } = resultLimits;
  return [
    ...(numbers.length > maxCellsPerRow
      ? [
          `query "${id}" has ${numbers.length} numbers, a row has room for ${maxCellsPerRow}: ask for more in another report`,
        ]
      : []),
    ...idProblems(
      `number of query "${id}"`,
      numbers.map((number) => number.id),
    ),
    ...repeated(
      `field of query "${id}"`,
      numbers.map(({ field }) => field),
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
    ...idProblems(
      `table of query "${id}"`,
      tables.map((table) => table.id),
    ),
    ...tables.flatMap((table) =>
      repeated(
        `column of table "${table.id}"`,
        table.columns.map(({ field }) => field),
      ),
    ),
  ];
}

/**
 * Hours of several days are put together by the aggregator, to which no more rows come than a result keeps. A window that
 * does not begin with an hour has one more.
 */
function hourProblems({ tables = [] }: QueryDefinition, { hours }: ReportDefinition['window']): string[] {
  const rowCount = Math.ceil(hours) + 1;
  return tables
    .filter(({ columns: [by] }) => by.format === 'hour' && rowCount > resultLimits.maxRows)
    .map(({ id }) => `table "${id}" has ${rowCount} rows of hours, a result keeps ${resultLimits.maxRows}`);
}

/** Only numbers tell whether a second answer knows more than the first. */
function recountProblems({ id, recount, tables, columns }: QueryDefinition, schedule: unknown): string[] {
  if (!recount) return [];
  return [
    ...(schedule ? [] : [`query "${id}" is counted again with the next run, and the report has no schedule`]),
    ...(tables || columns ? [`query "${id}" is counted again, which takes numbers, and answers with tables`] : []),
  ];
}

const idProblems = (what: string, ids: readonly string[]): string[] => [
  ...ids
    .filter((id) => !idPattern.test(id))
    .map((id) => `${what} "${id}" must be lower-case letters, digits and hyphens`),
  ...repeated(what, ids),
];

const repeated = (what: string, names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) < index).map((name) => `${what}: "${name}" occurs twice`);
