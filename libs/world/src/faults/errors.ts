/** A plan of faults is not usable; the message says which part, where and what is allowed. Not retryable. */
export class FaultPlanError extends Error {
  override readonly name = 'FaultPlanError';
}
