/** The message itself waits in the queue until its visibility timeout is over: its copy may be on its way. Retryable. */
export class CopyMayExistError extends Error {
  override readonly name = 'CopyMayExistError';

  constructor(receiveCount: number) {
    super(`At receive ${receiveCount} the message waits itself: an earlier receive may have left a copy of it.`);
  }
}
