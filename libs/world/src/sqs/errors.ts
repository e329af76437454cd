/** How SQS refuses a call. Not retryable. */
export class SqsError extends Error {
  override readonly name = 'SqsError';
  /** The error's name, without a namespace. */
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const invalidValue = (message: string): SqsError => new SqsError('InvalidParameterValue', message);

/** Of what AWS has and the model does not. */
export const notEmulated = (what: string): SqsError =>
  new SqsError('UnsupportedOperation', `The local cloud does not emulate ${what}.`);

export const queueDoesNotExist = (): SqsError =>
  new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
