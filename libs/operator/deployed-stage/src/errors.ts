/** The stage is not ready for what was asked. The message says what to do; then run the command again. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}
