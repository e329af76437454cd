/** The environment does not say, or must not say, where conformance specs run. Not retryable. */
export class ConformanceSetupError extends Error {
  override readonly name = 'ConformanceSetupError';
}

/** What a spec has created in an account is still there. Not retryable: delete it by hand. */
export class LeftoversError extends AggregateError {
  override readonly name = 'LeftoversError';

  constructor(causes: readonly unknown[]) {
    super(
      causes,
      `${causes.length} of the things that this spec has created could not be deleted, look for names that begin with "conformance-": ` +
        causes.map(String).join('; '),
    );
  }
}
