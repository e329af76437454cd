/** The local cloud cannot be found, or is gone. The program ends with 1. */
export class NoLocalCloudError extends Error {
  override readonly name = 'NoLocalCloudError';
}

/** The local Telegram does not let a person do something; the message says why. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
