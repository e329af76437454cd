/** The credentials lack a permission. The check is left out; the others go on. */
export class ActionDeniedError extends Error {
  override readonly name = 'ActionDeniedError';
  /** As a policy names it. */
  readonly action: string;

  constructor(action: string) {
    super(`The credentials may not do ${action}.`);
    this.action = action;
  }
}

/** The local cloud does not have the operation: what would be read by it can't be known there. */
export class NotEmulatedError extends Error {
  override readonly name = 'NotEmulatedError';
  readonly action: string;

  constructor(action: string) {
    super(`The local cloud does not emulate ${action}.`);
    this.action = action;
  }
}

/** AWS does not take the credentials, or there are none: nothing can be read of it. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  /** What to do. */
  readonly advice: string;

  constructor(problem: string, advice: string) {
    super(problem);
    this.advice = advice;
  }
}

/** A service could not be reached, or did not answer in time. Retryable. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(service: string, reason: string) {
    super(`${service} can't be reached: ${reason}`);
  }
}

/** AWS takes no more calls of this kind at present. The check is left out; the others go on. Retryable. */
export class ThrottledError extends Error {
  override readonly name = 'ThrottledError';

  /** @param action - As a policy names it. */
  constructor(action: string) {
    super(`AWS takes no more calls of ${action} at present`);
  }
}

/** A check has taken longer than one may. Retryable. */
export class CheckTooSlowError extends Error {
  override readonly name = 'CheckTooSlowError';

  constructor(limitMs: number) {
    super(`it took longer than ${limitMs / 1000} s`);
  }
}

/** Something can't be looked at because of something else, which another check tells. */
export class NotKnownError extends Error {
  override readonly name = 'NotKnownError';
}

/** Telegram refuses a call. */
export class TelegramRefusedError extends Error {
  override readonly name = 'TelegramRefusedError';
  readonly errorCode: number;
  /** In Telegram's words. */
  readonly description: string;

  constructor(method: string, errorCode: number, description: string) {
    super(`Telegram refuses ${method}: ${errorCode} ${description}`);
    this.errorCode = errorCode;
    this.description = description;
  }
}
