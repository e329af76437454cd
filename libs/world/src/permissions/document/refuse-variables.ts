import { InvalidPolicyError } from '../errors';

/**
 * Refuses variables such as `${aws:PrincipalTag/team}`, which would be compared letter by letter here.
 *
 * @throws {InvalidPolicyError} Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function refuseVariables(text: string, where: string): void {
  if (!text.includes('${')) return;
  throw new InvalidPolicyError(where, `the policy variable in "${text}" is not evaluated here`);
}
