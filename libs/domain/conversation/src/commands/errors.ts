/** A command gives a button more than Telegram takes. Not retryable: give it less, for example an id. */
export class OwnButtonTooLongError extends Error {
  override readonly name = 'OwnButtonTooLongError';

  constructor(command: string, byteCount: number, maxBytes: number) {
    super(`A button of /${command} carries ${byteCount} bytes with the command's name; Telegram takes ${maxBytes}.`);
  }
}

/** A command keeps more of a person than it may. Not retryable: keep less. */
export class OwnStateTooLargeError extends Error {
  override readonly name = 'OwnStateTooLargeError';

  constructor(command: string, byteCount: number, maxBytes: number) {
    super(`The state of /${command} has ${byteCount} bytes of JSON; at most ${maxBytes} are kept of a person.`);
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
