import { membersOf, textIn, textsIn } from './members';
import { type AccessPlace, type ServiceAccess } from './service-access';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const ssmAccess: ServiceAccess = (call, place) => {
  const action = `ssm:${call.operation}`;
  if (call.operation === 'DescribeParameters') return [{ action, resource: '*' }];
  const members = membersOf(call);
  const single = [textIn(members, 'Name'), textIn(members, 'Path')].filter((name) => name !== undefined);
  const names = single.length > 0 ? [...single, ...(textsIn(members, 'Names') ?? [])] : textsIn(members, 'Names');
  return names?.map((name) => ({ action, resource: parameterArn(name, place) }));
};

/** A parameter may be named by its ARN, and with a version or a label behind a colon. */
function parameterArn(name: string, { region, accountId }: AccessPlace): string {
  if (name.startsWith('arn:')) return name.split(':').slice(0, 6).join(':');
  const [path = ''] = name.split(':');
  return `arn:aws:ssm:${region}:${accountId}:parameter${path.startsWith('/') ? '' : '/'}${path}`;
}
