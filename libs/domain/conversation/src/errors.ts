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

/** Other updates of the same person have changed the same state again and again. Retryable. */
export class StateContendedError extends Error {
  override readonly name = 'StateContendedError';

  constructor() {
    super('Other updates changed the kept state of the person at each attempt.');
  }
}
