/**
 * A parameter is missing or still holds the placeholder that its stack put in. Retryable once the operator has set it.
 * The value is never part of the error.
 */
export class SecretNotSetError extends Error {
  override readonly name = 'SecretNotSetError';
  readonly parameterNames: readonly string[];

  constructor(parameterNames: readonly string[]) {
    // From a file: what stands on a command line is in the shell's history and in the list of processes.
    const commands = parameterNames.map(
      (name) => `aws ssm put-parameter --overwrite --type SecureString --name ${name} --value file://SECRET_FILE`,
    );
    super(
      `No secret is set in ${parameterNames.join(', ')}. Set it with npm run secrets, or with: ${commands.join('; ')}`,
    );
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
