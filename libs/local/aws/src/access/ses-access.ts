import { membersOf, textIn } from './members';
import { type ServiceAccess } from './service-access';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html */
export const sesAccess: ServiceAccess = (call, { region, accountId }) => {
  const action = `ses:${call.operation}`;
  if (call.operation !== 'SendEmail') return [{ action, resource: '*' }];
  const sender = textIn(membersOf(call), 'FromEmailAddress');
  if (sender === undefined) return undefined;
  const address = /<(?<address>[^<>]+)>\s*$/.exec(sender)?.groups?.['address'] ?? sender;
  return [{ action, resource: `arn:aws:ses:${region}:${accountId}:identity/${address}` }];
};
