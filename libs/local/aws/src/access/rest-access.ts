import { pathParametersOf } from '../api/match-route';
import { membersOf, textIn } from './members';
import { type ServiceAccess } from './service-access';

const functionArn = /^(?:arn:aws:lambda:[a-z0-9-]+:\d{12}:function:|\d{12}:function:|\d{12}:)?(?<name>[^:]+)/;

/**
 * A version or an alias is left out of the resource: there are none here.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 */
export const lambdaAccess: ServiceAccess = (call, { region, accountId }) => {
  const action = `lambda:${call.operation === 'Invoke' ? 'InvokeFunction' : call.operation}`;
  const { FunctionName: text } = pathParametersOf(call);
  if (text === undefined) return [{ action, resource: '*' }];
  const name = functionArn.exec(text)?.groups?.['name'] ?? '';
  return [{ action, resource: `arn:aws:lambda:${region}:${accountId}:function:${name}` }];
};

/**
 * There is one group here, the default.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 */
export const schedulerAccess: ServiceAccess = (call, { region, accountId }) => {
  const { Name: name } = pathParametersOf(call);
  const resource = name === undefined ? '*' : `arn:aws:scheduler:${region}:${accountId}:schedule/default/${name}`;
  return [{ action: `scheduler:${call.operation}`, resource }];
};

/**
 * A message in MIME needs the permission of the operation that sent those in the first version of the API.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
 * @see https://github.com/nodemailer/nodemailer/issues/1734 for the denial of a raw message
 */
export const sesAccess: ServiceAccess = (call, { region, accountId }) => {
  const identityArn = (name: string): string => `arn:aws:ses:${region}:${accountId}:identity/${name}`;
  if (call.operation !== 'SendEmail') {
    const { EmailIdentity: name } = pathParametersOf(call);
    return [{ action: `ses:${call.operation}`, resource: name === undefined ? '*' : identityArn(name) }];
  }
  const members = membersOf(call);
  const sender = textIn(members, 'FromEmailAddress');
  if (sender === undefined) return undefined;
  const address = /<(?<address>[^<>]+)>\s*$/.exec(sender)?.groups?.['address'] ?? sender;
  // The only kind that is emulated is written by its sender.
  return [{ action: 'ses:SendRawEmail', resource: identityArn(address), context: { 'ses:fromaddress': address } }];
};
