import {
  type ApplicablePolicies,
  parsePolicy,
  type PolicyKind,
  type Principal,
  type RequestContext,
  type Statement,
} from '@pulso/world/permissions';
import { type CloudDefinition, type RoleDefinition } from '@pulso/world/stacks';

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

/** @throws {InvalidPolicyError} Names role, queue or function, and the statement. Not retryable. */
export function readPolicies({
  roles,
  queues,
  functions,
}: Pick<CloudDefinition, 'functions' | 'queues' | 'roles'>): Policies {
  const byRole = new Map(roles.map((role): [string, RolePolicies] => [role.arn, readRole(role)]));
  const resources = new Map(
    [
      ...queues.map(({ arn, name, policy }) => ({ arn, where: `queue ${name}`, policy })),
      ...functions.map(({ arn, name, policy }) => ({ arn, where: `function ${name}`, policy })),
    ]
      .filter(({ policy }) => policy !== undefined)
      .map(({ arn, where, policy }): [string, Statement[]] => [arn, parse('resource', policy, where)]),
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

/**
 * The condition keys that calls carry here, in lower case. Policies with other keys are refused at the start.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const conditionKeys: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'lambda:functionurlauthtype',
  'lambda:invokedviafunctionurl',
  'lambda:sourcefunctionarn',
  'ses:fromaddress',
]);

/** What every call carries. SecureTransport is true although nothing here is encrypted: the same call would be on AWS. */
export const contextOf = (principal: Principal, region: string, nowMs: number): RequestContext => ({
  'aws:currenttime': new Date(nowMs).toISOString(),
  'aws:epochtime': String(Math.floor(nowMs / 1000)),
  'aws:requestedregion': region,
  'aws:securetransport': 'true',
  ...(principal.type === 'role' && {
    'aws:principalarn': principal.roleArn,
    'aws:principalaccount': principal.accountId,
  }),
});
