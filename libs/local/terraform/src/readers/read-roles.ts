import { type Arguments } from '../arguments';
import { type RoleDefinition } from '../cloud-definition';
import { UnsupportedDeclarationError } from '../errors';
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
  const managed = new Map(
    readAll(resources, 'aws_iam_policy', (parameters, resource) => readManaged(parameters, resource)).map(
      ({ value }) => value,
    ),
  );
  const policies = [
    ...readAll(resources, 'aws_iam_role_policy', readInline),
    ...readAll(resources, 'aws_iam_role_policy_attachment', (parameters) => readAttachment(parameters, managed)),
  ];
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

function readManaged(parameters: Arguments, resource: ResolvedResource): [arn: string, policy: unknown] {
  const policy = requiredPolicy(parameters);
  parameters.refuseOthers('name', 'description');
  return [arnIn(resource), policy];
}

function readInline(parameters: Arguments): RolePolicy {
  const read = { role: parameters.text('role'), policy: requiredPolicy(parameters) };
  parameters.refuseOthers('name');
  return read;
}

function readAttachment(parameters: Arguments, managed: ReadonlyMap<string, unknown>): RolePolicy {
  const role = parameters.text('role');
  const arn = parameters.text('policy_arn');
  parameters.refuseOthers();
  const policy = managed.get(arn);
  if (policy === undefined) throw new UnsupportedDeclarationError(parameters.where, `the policy ${arn}`);
  return { role, policy };
}

const requiredPolicy = (parameters: Arguments): unknown =>
  parameters.optionalJson('policy') ?? parameters.fail('policy', 'JSON');
