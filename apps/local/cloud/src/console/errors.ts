/** An operation that can't be carried out, for a reason that the person who asked can do something about. */
export class RefusedOperationError extends Error {
  override readonly name = 'RefusedOperationError';
}
