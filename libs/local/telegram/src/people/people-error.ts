/** Something that a Telegram client would not let a person do. The message says why. */
export class PeopleError extends Error {
  override readonly name = 'PeopleError';
}
