import { type Arguments } from '../arguments';
import { type RoleDefinition } from '../cloud-definition';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

/** Roles with their policies; `mentions` are the role names that policies use. */
export interface ReadRoles {
  readonly roles: readonly Located<RoleDefinition>[];
  readonly mentions: readonly Located<string>[];
}

interface RolePolicy {
  readonly role: string;
  readonly policy: unknown;
}

export function readRoles(resources: readonly ResolvedResource[]): ReadRoles {
  const policies = readAll(resources, 'aws_iam_role_policy', readInline);
  const roles = readAll(resources, 'aws_iam_role', (parameters, resource) => {
    const name = parameters.text('name');
    parameters.allowOnly('path', '/');
    const role: RoleDefinition = {
      name,
      arn: arnIn(resource),
      assumeRolePolicy: parameters.optionalJson('assume_role_policy') ?? parameters.fail('assume_role_policy', 'JSON'),
      policies: policies.filter(({ value }) => value.role === name).map(({ value }) => value.policy),
    };
    parameters.refuseOthers('description', 'max_session_duration', 'force_detach_policies');
    return role;
  });
  return { roles, mentions: policies.map(({ where, value }) => ({ where, value: value.role })) };
}

function readInline(parameters: Arguments): RolePolicy {
  const read = { role: parameters.text('role'), policy: requiredPolicy(parameters) };
  parameters.refuseOthers('name');
  return read;
}

const requiredPolicy = (parameters: Arguments): unknown =>
  parameters.optionalJson('policy') ?? parameters.fail('policy', 'JSON');
