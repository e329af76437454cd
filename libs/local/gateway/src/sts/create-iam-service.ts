import { AwsError } from '@pulso/world/aws';
import { type RoleDefinition } from '@pulso/world/stacks';

import { escapeXml } from '../http/render-error';
import { type LocalService, operationFor } from '../service';

/**
 * Creates IAM with the one operation that shows what the stacks grant.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
export function createIamService(roles: readonly RoleDefinition[]): LocalService {
  const operations = {
    GetRolePolicy: (input: URLSearchParams): string => {
      const [roleName, policyName] = [input.get('RoleName') ?? '', input.get('PolicyName') ?? ''];
      const { policies = [], policyNames = [] } = roles.find(({ name }) => name === roleName) ?? {};
      const policy = policies[policyNames.indexOf(policyName)];
      if (policy === undefined) {
        const message = `The role policy with name ${policyName} cannot be found.`;
        throw new AwsError('NoSuchEntity', message, { status: 404 });
      }
      const document = encodeURIComponent(JSON.stringify(policy));
      const names = `<RoleName>${escapeXml(roleName)}</RoleName><PolicyName>${escapeXml(policyName)}</PolicyName>`;
      return `${names}<PolicyDocument>${document}</PolicyDocument>`;
    },
  };
  return {
    name: 'iam',
    handle: async (call) => {
      const answer = operationFor(operations, call)(new URLSearchParams(call.body.toString('utf8')));
      const result = `<${call.operation}Result>${answer}</${call.operation}Result>`;
      const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/';
      return {
        status: 200,
        body: `<${call.operation}Response xmlns="${namespace}">${result}</${call.operation}Response>`,
      };
    },
  };
}
