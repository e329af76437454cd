import { type Decision, denialText } from '@pulso/world/permissions';

import { refusalStatusOf } from '../refusal-status';
import { AwsError } from '../service';
import { type NeededAccess } from './service-access';

type Denied = Extract<Decision, { allowed: false }>;

/**
 * The error with which a service denies a call.
 *
 * @param userArn - Of the caller's session.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (AccessDeniedException is a 400)
 */
export function accessDenied(userArn: string, { action, resource }: NeededAccess, denied: Denied): AwsError {
  const service = action.slice(0, action.indexOf(':'));
  // SQS has kept the words of its retired Query protocol (unverified for JSON).
  const isSqs = service === 'sqs';
  const shown = isSqs ? action.toLowerCase() : action;
  return new AwsError(
    isSqs ? 'AccessDenied' : 'AccessDeniedException',
    denialText(userArn, { action: shown, resource }, denied),
    { status: refusalStatusOf(service) },
  );
}
