import { traitsOf } from '@pulso/contracts/report-plan';

import { type NumberReference, type QueryDefinition, type ReportDefinition } from './report-definition';

/** A report of the catalogue is not usable; `problems` names every reason. */
export class InvalidReportError extends Error {
  override readonly name = 'InvalidReportError';
  readonly problems: readonly string[];

  constructor(reportId: string, problems: readonly string[]) {
    super(`libs/domain/reports/src/catalogue/${reportId}.ts: the report is not usable: ${problems.join('; ')}.`);
    this.problems = problems;
  }
}

/** Finds a number of a report by its name. A query without numbers, tables, retention and columns counts as one. */
export function findNumber(queries: readonly QueryDefinition[], { queryId, numberId }: NumberReference) {
  const query = queries.find(({ id }) => id === queryId);
  if (numberId !== undefined) return query?.numbers?.find(({ id }) => id === numberId);
  return query?.numbers || query?.tables || query?.retention || query?.columns ? undefined : query;
}

/** @example 'activity/people' */
export const numberName = ({ queryId, numberId }: NumberReference): string =>
  numberId === undefined ? queryId : `${queryId}/${numberId}`;

/** Finds a number of the catalogue for the report `reportId`. @throws {InvalidReportError} There is no such number. */
export function numberOfReport(
  reportId: string,
  wanted: NumberReference & { readonly reportId: string },
  catalogue: readonly ReportDefinition[],
) {
  const report = catalogue.find(({ id }) => id === wanted.reportId);
  const query = report?.queries.find(({ id }) => id === wanted.queryId);
  const number = report && findNumber(report.queries, wanted);
  if (report && query && number) {
    /** Which of the several numbers of the query; undefined: its only one. */
    const ofQuery = query.numbers?.find(({ id }) => id === wanted.numberId);
    return { report, query, ofQuery, title: number.title, traits: traitsOf(number) };
  }
  const name = `${wanted.reportId}/${numberName(wanted)}`;
  throw new InvalidReportError(reportId, [`it adds up "${name}", which is no number of the catalogue`]);
}
