/** The parameter with the webhook secrets holds no secret that Telegram could send. Retryable once it is set. */
export class NoWebhookSecretError extends Error {
  override readonly name = 'NoWebhookSecretError';

  constructor() {
    super(
      'The parameter with the webhook secrets holds no usable one: one or two are needed, separated by a comma, each of ' +
        '1 to 256 characters A-Z, a-z, 0-9, _ and -.',
    );
  }
}

/** A command asks for what Pulso can't do. Not retryable: the message says what. */
export class OwnCommandError extends Error {
  override readonly name = 'OwnCommandError';

  constructor(command: string, problem: string) {
    super(`/${command} ${problem}`);
  }
}

/** A function of a command has thrown. Retryable. `reason` is the error's name. */
export class CommandThrewError extends Error {
  override readonly name = 'CommandThrewError';
  readonly reason: string;

  constructor(command: string, cause: unknown) {
    const { name, message } = cause instanceof Error ? cause : { name: 'NonError', message: '' };
    // The parser of JSON quotes what it reads, such as the body of an answer.
    super(`/${command} threw ${name}${cause instanceof SyntaxError ? '' : `: ${message}`}`, { cause });
    this.reason = failureCode(name);
  }
}

/** Other updates of the same person have changed the same state again and again. Retryable. */
export class StateContendedError extends Error {
  override readonly name = 'StateContendedError';

  constructor() {
    super('Other updates changed the kept state of the person at each attempt.');
  }
}

/** @returns A reason as a usage record takes it. */
export const failureCode = (reason: string): string => reason.replaceAll(/[^\w-]+/g, '-').slice(0, 32);
