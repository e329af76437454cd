import { InvalidPolicyError } from '../errors';
import { type PrincipalPatterns } from './policy';
import { isObject, type JsonObject, texts } from './read-json';

type Member = PrincipalPatterns['members'][number];

/**
 * Reads whom a statement is about: everybody (`*`), accounts, roles and sessions (`AWS`), or services (`Service`).
 *
 * @throws {InvalidPolicyError} Another kind of principal, or a name that is none. Not retryable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function parsePrincipals(statement: JsonObject, where: string): PrincipalPatterns | undefined {
  const negated = 'NotPrincipal' in statement;
  if (!negated && !('Principal' in statement)) return undefined;
  if (negated && 'Principal' in statement) {
    throw new InvalidPolicyError(where, 'it has both "Principal" and "NotPrincipal"');
  }
  const value = negated ? statement['NotPrincipal'] : statement['Principal'];
  if (value === '*') return { negated, members: [{ kind: '*', name: '*' }] };
  if (!isObject(value)) throw new InvalidPolicyError(where, 'its principal must be "*" or an object');
  const members = Object.entries(value).flatMap(([kind, names]) => membersOf(kind, names, where));
  if (members.length === 0) throw new InvalidPolicyError(where, 'its principal names nobody');
  return { negated, members };
}

function membersOf(kind: string, value: unknown, where: string): Member[] {
  const names = texts(value);
  if (!names) throw new InvalidPolicyError(where, `the principals of kind ${kind} must be a text or a list of texts`);
  return names.map((name): Member => {
    if (kind === 'AWS') return awsPrincipal(name, where);
    if (kind === 'Federated' || kind === 'CanonicalUser') {
      throw new InvalidPolicyError(where, `principals of kind ${kind} are not evaluated here`);
    }
    if (kind !== 'Service') throw new InvalidPolicyError(where, `there are no principals of kind ${kind}`);
    if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(name)) return { kind, name };
    throw new InvalidPolicyError(where, `"${name}" is no service: it must look like lambda.amazonaws.com`);
  });
}

function awsPrincipal(name: string, where: string): Member {
  if (name === '*') return { kind: '*', name };
  if (/^\d{12}$/.test(name)) return { kind: 'AWS', name: `arn:aws:iam::${name}:root` };
  if (/^arn:aws:(iam::\d{12}:(root|(role|user)\/[^*?]+)|sts::\d{12}:assumed-role\/[^*?]+)$/.test(name)) {
    return { kind: 'AWS', name };
  }
  throw new InvalidPolicyError(where, `"${name}" is no principal: it must be the ARN of an account, role or session`);
}
