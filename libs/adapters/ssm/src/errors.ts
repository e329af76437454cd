/**
 * A parameter is missing or still holds the placeholder that its stack put in. Retryable once the operator has set it.
 * The value is never part of the error.
 */
export class SecretNotSetError extends Error {
  override readonly name = 'SecretNotSetError';
  readonly parameterNames: readonly string[];

  constructor(parameterNames: readonly string[]) {
    super(`No secret is set in ${parameterNames.join(', ')}. Set it with: npm run secrets`);
    this.parameterNames = parameterNames;
  }
}

/** A secret was asked for that the function does not read. A bug of the caller: not retryable. */
export class UnknownSecretError extends Error {
  override readonly name = 'UnknownSecretError';

  constructor(parameterName: string, knownNames: readonly string[]) {
    super(`The parameter ${parameterName} is not among those that are read: ${knownNames.join(', ')}.`);
  }
}
