import { type Arguments } from '../arguments';
import { type RoleDefinition } from '../cloud-definition';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

/** Roles with their policies. */
export function readRoles(resources: readonly ResolvedResource[]): readonly Located<RoleDefinition>[] {
  const policies = readAll(resources, 'aws_iam_role_policy', (parameters) => {
    const read = { role: parameters.text('role'), policy: jsonIn(parameters, 'policy') };
    parameters.refuseOthers('name');
    return read;
  });
  return readAll(resources, 'aws_iam_role', (parameters, resource) => {
    const name = parameters.text('name');
    const role: RoleDefinition = {
      name,
      arn: arnIn(resource),
      assumeRolePolicy: jsonIn(parameters, 'assume_role_policy'),
      policies: policies.filter(({ value }) => value.role === name).map(({ value }) => value.policy),
    };
    parameters.refuseOthers('description');
    return role;
  });
}

const jsonIn = (parameters: Arguments, name: string): unknown =>
  parameters.optionalJson(name) ?? parameters.fail(name, 'JSON');
