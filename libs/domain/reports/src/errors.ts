/** A report of the catalogue is not usable; `problems` names every reason. Its file in the catalogue has its id. */
export class InvalidReportError extends Error {
  override readonly name = 'InvalidReportError';
  readonly reportId: string;
  readonly problems: readonly string[];

  constructor(reportId: string, problems: readonly string[]) {
    super(`libs/domain/reports/src/catalogue/${reportId}.ts: the report is not usable: ${problems.join('; ')}.`);
    this.reportId = reportId;
    this.problems = problems;
  }
}
