import { type Decision, denialText } from '@pulso/local-iam';

import { AwsError } from '../service';
import { type NeededAccess } from './needed-access';

type Denied = Extract<Decision, { allowed: false }>;

/** How services answer a denied call where they differ: the error's name, its status, and how they write the action. */
const answers: Readonly<Record<string, { code?: string; status: number; writesLowerCase?: boolean }>> = {
  // The name is that of the retired Query protocol; so is the status (unverified for JSON).
  sqs: { code: 'AccessDenied', status: 403, writesLowerCase: true },
  dynamodb: { status: 400 },
  logs: { status: 400 },
  ssm: { status: 400 },
};

/**
 * The error with which a service denies a call.
 *
 * @param userArn - Of the caller's session.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (AccessDeniedException is a 400)
 */
export function accessDenied(userArn: string, { action, resource }: NeededAccess, denied: Denied): AwsError {
  const service = action.slice(0, action.indexOf(':'));
  const { code = 'AccessDeniedException', status = 403, writesLowerCase = false } = answers[service] ?? {};
  const shown = writesLowerCase ? action.toLowerCase() : action;
  return new AwsError(code, denialText(userArn, { action: shown, resource }, denied), { status });
}
