import { type Members, membersOf, objectOf, textIn } from './members';
import { type ServiceAccess } from './service-access';

const identityPath = /^\/v2\/email\/identities\/(?<name>[^/]+)$/;

/**
 * A message in MIME needs the permission of the operation that sent those in the first version of the API.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
 * @see https://github.com/nodemailer/nodemailer/issues/1734 for the denial of a raw message
 */
export const sesAccess: ServiceAccess = (call, { region, accountId }) => {
  const identity = identityPath.exec(call.path)?.groups?.['name'];
  if (call.operation === 'GetEmailIdentity' && identity !== undefined) {
    const name = decodeURIComponent(identity);
    return [{ action: 'ses:GetEmailIdentity', resource: `arn:aws:ses:${region}:${accountId}:identity/${name}` }];
  }
  if (call.operation !== 'SendEmail') return [{ action: `ses:${call.operation}`, resource: '*' }];
  const sender = textIn(membersOf(call), 'FromEmailAddress');
  if (sender === undefined) return undefined;
  const address = /<(?<address>[^<>]+)>\s*$/.exec(sender)?.groups?.['address'] ?? sender;
  return [
    {
      action: isRaw(membersOf(call)) ? 'ses:SendRawEmail' : 'ses:SendEmail',
      resource: `arn:aws:ses:${region}:${accountId}:identity/${address}`,
      context: { 'ses:fromaddress': address },
    },
  ];
};

const isRaw = ({ Content: content }: Members): boolean => objectOf(content)?.['Raw'] !== undefined;
