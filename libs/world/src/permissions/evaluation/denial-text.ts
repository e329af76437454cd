import { type AccessRequest, type Decision } from './decide';

type Denied = Extract<Decision, { allowed: false }>;

/**
 * Says why a request was denied, in AWS's words.
 *
 * @param user - The session's ARN.
 * @example
 * 'User: arn:aws:sts::000000000000:assumed-role/bot/bot is not authorized to perform: sqs:sendmessage on resource: ' +
 *   'arn:aws:sqs:eu-central-1:000000000000:jobs because no identity-based policy allows the sqs:sendmessage action'
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialText(
  user: string,
  { action, resource }: Pick<AccessRequest, 'action' | 'resource'>,
  denied: Denied,
) {
  const refused = `User: ${user} is not authorized to perform: ${action} on resource: ${resource}`;
  switch (denied.reason) {
    case 'explicit-identity':
      return `${refused} with an explicit deny in an identity-based policy`;
    case 'explicit-resource':
      return `${refused} with an explicit deny in a resource-based policy`;
    case 'implicit':
      return `${refused} because no identity-based policy allows the ${action} action`;
    default:
      return denied.reason satisfies never;
  }
}
