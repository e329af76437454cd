/** Something that the person at the terminal can do something about: the message says what, and no stack follows. */
export class DeployError extends Error {
  override name = 'DeployError';
}
