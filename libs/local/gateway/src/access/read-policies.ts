import {
  type ApplicablePolicies,
  parsePolicy,
  type PolicyKind,
  type Principal,
  type Statement,
} from '@pulso/world/permissions';
import { type CloudDefinition, type RoleDefinition } from '@pulso/world/stacks';

/**
 * The condition keys that calls carry here, in lower case. Policies with other keys are refused at the start.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const conditionKeys: ReadonlySet<string> = new Set([
  'aws:sourceaccount',
  'aws:sourcearn',
  'lambda:functionurlauthtype',
  'lambda:invokedviafunctionurl',
  'ses:fromaddress',
]);

/** The one action that a role's trust policy is about. */
export const assumeRole = 'sts:AssumeRole';

/** What a role may do, and who may take it. */
interface RolePolicies {
  readonly identity: readonly Statement[];
  readonly trust: readonly Statement[];
}

/** All policies of the stacks. */
export interface Policies {
  /** @returns Those of the principal's role and those of the resource: of a role, its trust policy. */
  applicableTo(
    principal: Principal,
    needed: { readonly action: string; readonly resource: string },
  ): ApplicablePolicies;
  readonly all: readonly Statement[];
}

/** @throws {InvalidPolicyError} Names role or function, and the statement. Not retryable. */
export function readPolicies({ roles, functions }: Pick<CloudDefinition, 'functions' | 'roles'>): Policies {
  const byRole = new Map(roles.map((role): [string, RolePolicies] => [role.arn, readRole(role)]));
  const resources = new Map(
    functions
      .filter(({ policy }) => policy !== undefined)
      .map(({ arn, name, policy }): [string, Statement[]] => [arn, parse('resource', policy, `function ${name}`)]),
  );
  return {
    applicableTo: (principal, { action, resource }) => ({
      identity: (principal.type === 'role' && byRole.get(principal.roleArn)?.identity) || [],
      resource: (action === assumeRole ? byRole.get(resource)?.trust : resources.get(resource)) ?? [],
    }),
    all: [
      ...[...byRole.values()].flatMap(({ identity, trust }) => [...trust, ...identity]),
      ...[...resources.values()].flat(),
    ],
  };
}

const readRole = ({ name, assumeRolePolicy, policies }: RoleDefinition): RolePolicies => ({
  trust: parse('trust', assumeRolePolicy, `trust of role ${name}`),
  identity: policies.flatMap((policy, index) =>
    parse('identity', policy, policies.length > 1 ? `role ${name}, policy ${index + 1}` : `role ${name}`),
  ),
});

const parse = (kind: PolicyKind, policy: unknown, where: string): Statement[] =>
  parsePolicy(policy, { kind, where, conditionKeys });
