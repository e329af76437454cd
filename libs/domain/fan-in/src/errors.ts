/** A concurrent write was in the way; nothing was changed. Retryable at once, after a pause. */
export class RunStoreConflictError extends Error {
  override readonly name = 'RunStoreConflictError';

  constructor(operation: string, options?: ErrorOptions) {
    super(`${operation} met a concurrent write or a throttled table. Nothing was changed; try again.`, options);
  }
}

/** A plan is too large for the store. Not retryable: shorten the report's titles or split the report. */
export class PlanTooLargeError extends Error {
  override readonly name = 'PlanTooLargeError';
  readonly runId: string;
  readonly sizeBytes: number;

  constructor(runId: string, sizeBytes: number, maxBytes: number) {
    super(`The plan of ${runId} has ${sizeBytes} bytes, more than ${maxBytes}. Shorten titles or split the report.`);
    this.runId = runId;
    this.sizeBytes = sizeBytes;
  }
}
