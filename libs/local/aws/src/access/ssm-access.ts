import { membersOf, textIn, textsIn } from './members';
import { type AccessPlace, type ServiceAccess } from './service-access';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const ssmAccess: ServiceAccess = (call, place) => {
  const action = `ssm:${call.operation}`;
  if (call.operation === 'DescribeParameters') return [{ action, resource: '*' }];
  const members = membersOf(call);
  const name = textIn(members, 'Name');
  const names = name === undefined ? textsIn(members, 'Names') : [name];
  return names?.map((one) => ({ action, resource: parameterArn(one, place) }));
};

/** A parameter may be named by its ARN. */
function parameterArn(name: string, { region, accountId }: AccessPlace): string {
  if (name.startsWith('arn:')) return name;
  return `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}
