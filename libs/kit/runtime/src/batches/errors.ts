/** The message has nothing to be done about now, and waits in its queue. No failure; retryable after the pause. */
export class MessageWaitsError extends Error {
  override readonly name = 'MessageWaitsError';
  /** Whole seconds, 1 to 43,200. */
  readonly pauseSeconds: number;

  constructor(pauseSeconds: number) {
    super(`The message waits in its queue for ${pauseSeconds} s.`);
    this.pauseSeconds = pauseSeconds;
  }
}
