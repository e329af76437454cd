import { AwsError } from './service';

/**
 * Refuses a request with members that are not emulated, by their names. Null counts as missing, as in the JSON protocols.
 *
 * @param known - Has the names of those that are.
 * @param code - Of the error.
 * @throws {AwsError} `code`. Not retryable.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function refuseForeignMembers(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  known: object,
  code = 'ValidationException',
): void {
  const foreign = Object.keys(input).filter((name) => !Object.hasOwn(known, name) && input[name] !== null);
  if (foreign.length === 0) return;
  throw new AwsError(code, `The local cloud does not emulate the parameter ${foreign.join(', ')} of ${operation}.`);
}
