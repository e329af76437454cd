/** A report of the catalogue is not usable; `problems` names every reason. Thrown when the module loads. */
export class InvalidReportError extends Error {
  override readonly name = 'InvalidReportError';
  readonly reportId: string;
  readonly problems: readonly string[];

  constructor(reportId: string, problems: readonly string[]) {
    super(`Report "${reportId}" is not usable: ${problems.join('; ')}. Correct its entry in the catalogue.`);
    this.reportId = reportId;
    this.problems = problems;
  }
}
