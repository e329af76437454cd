import { membersOf, textIn, textsIn } from './members';
import { type AccessPlace, type ServiceAccess } from './needed-access';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const ssmAccess: ServiceAccess = (call, place) => {
  const action = `ssm:${call.operation}`;
  if (call.operation === 'DescribeParameters') return [{ action, resource: '*' }];
  const members = membersOf(call);
  const single = textIn(members, 'Name') ?? textIn(members, 'Path');
  const names = single === undefined ? textsIn(members, 'Names') : [single];
  return names?.map((name) => ({ action, resource: parameterArn(name, place) }));
};

/** A parameter may be named by its ARN, and with a version or a label behind a colon. */
function parameterArn(name: string, { region, accountId }: AccessPlace): string {
  if (name.startsWith('arn:')) return name;
  const [path = ''] = name.split(':');
  return `arn:aws:ssm:${region}:${accountId}:parameter${path.startsWith('/') ? '' : '/'}${path}`;
}
