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
