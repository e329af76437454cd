import { unknownReportErrorName } from '@pulso/contracts/run-requests';

/** A run request names a report that the catalogue does not have. Not retryable: the request is wrong or too old. */
export class UnknownReportError extends Error {
  override readonly name = unknownReportErrorName;
  readonly reportId: string;

  constructor(reportId: string, knownReportIds: readonly string[]) {
    super(`No report "${reportId}" in the catalogue, which has: ${knownReportIds.join(', ') || 'none'}.`);
    this.reportId = reportId;
  }
}

/** A report names destinations that the stage settings do not have. Not retryable: correct one of the two. */
export class UnknownDestinationsError extends Error {
  override readonly name = 'UnknownDestinationsError';

  constructor(reportId: string, destinationsName: string, knownNames: readonly string[]) {
    super(
      `Report "${reportId}" goes to "${destinationsName}", but the stage has destinations for: ` +
        `${knownNames.join(', ') || 'no report'}.`,
    );
  }
}
