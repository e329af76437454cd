/** The time for an update was used up before a call was made. Nothing was sent: retryable. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
  readonly method: string;

  constructor(method: string) {
    super(`No time was left to call ${method}.`);
    this.method = method;
  }
}

/** Telegraf finished an update without asking for an answer. A bug: not retryable. */
export class UpdateNotAnsweredError extends Error {
  override readonly name = 'UpdateNotAnsweredError';

  constructor() {
    super('Telegraf has finished an update without calling its handler.');
  }
}
