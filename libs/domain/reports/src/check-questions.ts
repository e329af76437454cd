import { resultLimits } from '@pulso/contracts/run-events';

import { findNumber, numberName } from './find-number';
import {
  type QueryDefinition,
  type ReportDefinition,
  idPattern,
  queryTextOf,
  timeOfDayPattern,
} from './report-definition';

/** So each has room for at least one row, see `rollUpTables` of the contract `run-events`. */
const maxTableCount = 4;

/** A mistake, and how to say it. */
export type Rule = readonly [isBroken: boolean, problem: string];

export const brokenOf = (rules: readonly Rule[]): string[] =>
  rules.filter(([isBroken]) => isBroken).map(([, problem]) => problem);

/** Checks the questions of a report, and the shares of their numbers. */
export function questionProblems({ queries, shares = [], window, schedule }: ReportDefinition): string[] {
  const rules = queries.flatMap((query) => [
    ...textRules(query),
    ...numberRules(query),
    ...tableRules(query, window),
    ...windowRules(query),
    ...retentionRules(query),
    ...backfillRules(query, schedule !== undefined),
  ]);
  return brokenOf([
    ...rules,
    ...idRules('query id', queries),
    ...idRules('share', shares),
    ...shares.flatMap(({ id, of }): Rule[] => [
      [queries.some((query) => query.id === id), `share "${id}" has the id of a query`],
      [!findNumber(queries, of), `share "${id}" is of "${numberName(of)}", and there is no such number`],
    ]),
  ]);
}

function textRules(question: QueryDefinition): Rule[] {
  const { id, numbers, tables, retention, columns } = question;
  const query = queryTextOf(question);
  const kinds = [numbers, tables, retention, columns].filter((kind) => kind !== undefined);
  return [
    [query.trim() === '', `query "${id}" is empty`],
    [query.length > 10_000, `query "${id}" has ${query.length} characters, StartQuery takes 10,000`],
    [kinds.length > 1, `query "${id}" has more than one of numbers, tables, retention and columns`],
    [
      kinds.some(({ length }) => length === 0),
      `query "${id}" has an empty list of numbers, tables, retention or columns`,
    ],
    ...fieldRules(`column of query "${id}"`, columns ?? []),
  ];
}

function numberRules({ id, numbers = [], query }: QueryDefinition): Rule[] {
  const { length: count } = numbers;
  const { maxCellsPerRow: room } = resultLimits;
  const computed = typeof query === 'string' ? undefined : Object.keys(query.columns);
  return [
    [count > room, `query "${id}" has ${count} numbers, a row has room for ${room}: ask for more in another report`],
    ...idRules(`number of query "${id}"`, numbers),
    ...fieldRules(`field of query "${id}"`, numbers),
    ...numbers.flatMap((number): Rule[] => [
      [
        computed?.includes(number.field) === false,
        `number "${number.id}" of query "${id}" is in the column "${number.field}", which is not computed`,
      ],
      [
        number.of !== undefined && !numbers.some((other) => other.id === number.of && other !== number),
        `number "${number.id}" of query "${id}" measures "${number.of}", which is no number beside it`,
      ],
    ]),
  ];
}

/** The aggregator combines hours from the rows that a result keeps. A window that starts within an hour has one more. */
function tableRules({ id, tables = [], window }: QueryDefinition, ofReport: ReportDefinition['window']): Rule[] {
  const { length: count } = tables;
  const { maxRows } = resultLimits;
  const hourCount = Math.ceil((window ?? ofReport).hours) + 1;
  return [
    [count > maxTableCount, `query "${id}" has ${count} tables, a result has room for ${maxTableCount}`],
    ...idRules(`table of query "${id}"`, tables),
    ...tables.flatMap((table): Rule[] => [
      ...fieldRules(`column of table "${table.id}"`, table.columns),
      [
        table.columns[0].format === 'hour' && hourCount > maxRows,
        `table "${table.id}" has ${hourCount} rows of hours, a result keeps ${maxRows}`,
      ],
    ]),
  ];
}

function windowRules({ id, window }: QueryDefinition): Rule[] {
  if (!window) return [];
  const { hours, endsAt } = window;
  return [
    [!Number.isInteger(hours) || hours <= 0, `the window of query "${id}" must be whole hours`],
    [
      endsAt !== undefined && !timeOfDayPattern.test(endsAt),
      `the window of query "${id}" must end at a time of the day, HH:MM, got "${endsAt}"`,
    ],
  ];
}

/** Nothing tells how many people were new on a part of a day. */
function retentionRules({ id, retention, window }: QueryDefinition): Rule[] {
  if (!retention) return [];
  const { maxRows } = resultLimits;
  // For each day: new people, people who come back, and those of the ages in between.
  const rowCount = ((window?.hours ?? 0) / 24) * 2 * (retention.length + 1);
  return [
    [
      window?.endsAt !== '00:00' || window.hours % 24 !== 0,
      `query "${id}" takes a window of whole UTC days: hours: 168, endsAt: '00:00', for example`,
    ],
    [rowCount > maxRows, `query "${id}" may give ${rowCount} rows, a result keeps ${maxRows}`],
    ...retention.map(({ id: share, afterDays }): Rule => [
      !Number.isInteger(afterDays) || afterDays < 1,
      `return "${share}" of query "${id}" must be one day later or more`,
    ]),
    ...idRules(`retention of query "${id}"`, retention),
  ];
}

/** Only numbers tell whether the second answer has more records. */
function backfillRules({ id, backfill, tables, retention, columns }: QueryDefinition, hasSchedule: boolean): Rule[] {
  if (!backfill) return [];
  const isOfNumbers = !tables && !retention && !columns;
  return [
    [!hasSchedule, `query "${id}" is counted again with the next run, and the report has no schedule`],
    [!isOfNumbers, `query "${id}" is counted again, which takes numbers, and answers with tables`],
  ];
}

function idRules(what: string, named: readonly { readonly id: string }[]): Rule[] {
  const ids = named.map(({ id }) => id);
  const formed = ids.map((id): Rule => [
    !idPattern.test(id),
    `${what} "${id}" must be lower-case letters, digits and hyphens`,
  ]);
  return [...formed, ...repeatedRules(what, ids)];
}

const fieldRules = (what: string, columns: readonly { readonly field: string }[]): Rule[] => {
  const fields = columns.map(({ field }) => field);
  return repeatedRules(what, fields);
};

const repeatedRules = (what: string, names: readonly string[]): Rule[] =>
  names.map((name, index) => [names.indexOf(name) < index, `${what}: "${name}" occurs twice`]);
