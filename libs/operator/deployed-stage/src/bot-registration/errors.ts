/** Telegram does not do what it was asked for. Retryable once the cause that the message names is gone. */
export class BotApiRefusedError extends Error {
  override readonly name = 'BotApiRefusedError';
  readonly method: string;
  readonly errorCode: number;

  constructor(method: string, errorCode: number, description: string) {
    super(
      errorCode === 401 || errorCode === 404
        ? `Telegram does not know the token: ${method} was answered ${errorCode} ${description}.`
        : `Telegram has refused ${method}: ${errorCode} ${description}.`,
    );
    this.method = method;
    this.errorCode = errorCode;
  }
}

/** Telegram could not be reached, or did not answer in its own way. Retryable. */
export class BotApiUnreachableError extends Error {
  override readonly name = 'BotApiUnreachableError';

  constructor(method: string, reason: string) {
    super(`Telegram could not be asked for ${method}: ${reason}.`);
  }
}
