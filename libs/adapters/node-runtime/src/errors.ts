/** AWS keys are not in the environment. Not retryable: the process does not run as a Lambda function. */
export class CredentialsMissingError extends Error {
  override readonly name = 'CredentialsMissingError';

  constructor() {
    super('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set, as they are wherever Lambda runs a function.');
  }
}
