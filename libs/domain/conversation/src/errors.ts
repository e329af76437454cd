/** The parameter with the webhook secrets holds none that Telegram could send. Retryable once it is set. */
export class NoWebhookSecretError extends Error {
  override readonly name = 'NoWebhookSecretError';

  constructor() {
    super(
      'The parameter with the webhook secrets holds no usable one: one or two are needed, separated by a comma, each of ' +
        '1 to 256 characters A-Z, a-z, 0-9, _ and -.',
    );
  }
}

/** A command does what Pulso can't do for it. Not retryable: the message says what. */
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
    super('What is kept of the person has changed at each attempt to change it.');
  }
}
