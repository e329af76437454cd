import { type PrincipalPatterns } from '../document/policy';

/** Who makes a request. */
export type Principal =
  | {
      readonly type: 'role';
      readonly roleArn: string;
      /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
      readonly sessionArn: string;
      readonly accountId: string;
    }
  /** An AWS service, as `scheduler.amazonaws.com`. */
  | { readonly type: 'service'; readonly name: string }
  /** A caller who has signed nothing. */
  | { readonly type: 'anonymous' };

/**
 * Tells whether a statement of a resource policy or a trust policy is about a principal.
 *
 * An account in an `Allow` hands the decision over to the identity policies of that account, so it gives a role nothing
 * by itself; in a `Deny` it means everybody in the account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function isAbout(
  { negated, members }: PrincipalPatterns,
  principal: Principal,
  effect: 'Allow' | 'Deny',
): boolean {
  const named = members.some(({ kind, name }) => {
    if (kind === '*') return true;
    if (kind === 'Service') return principal.type === 'service' && principal.name === name;
    if (principal.type !== 'role') return false;
    if (name === `arn:aws:iam::${principal.accountId}:root`) return effect === 'Deny' || negated;
    return name === principal.roleArn || name === principal.sessionArn;
  });
  return named !== negated;
}
