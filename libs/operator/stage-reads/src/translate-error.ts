import { awsProblemOf, isDenied, isThrottled, unansweredBy } from '@pulso/operator/deployed-stage';
import {
  ActionDeniedError,
  CredentialsError,
  NotEmulatedError,
  ThrottledError,
  UnreachableError,
} from '@pulso/operator/examination';

/** In the text of a denial: with it, the action may be another one than the operation's, as kms:Decrypt of a parameter. */
const deniedAction = /not authorized to perform: ([\w-]+:\w+)/;

/**
 * Tells what an error of an AWS client means to the doctor.
 *
 * @param action - What the call needed, as a policy names it.
 * @returns What to throw instead; the same error where it is none of these.
 */
export function translateError(error: unknown, action: string): unknown {
  if (!(error instanceof Error)) return error;
  if (isDenied(error)) return new ActionDeniedError(deniedAction.exec(error.message)?.[1] ?? action);
  if (isNotEmulated(error)) return new NotEmulatedError(action);
  const aws = awsProblemOf(error);
  if (aws) return new CredentialsError(aws.problem, aws.advice);
  if (isThrottled(error)) return new ThrottledError(action);
  const lost = unansweredBy(error);
  return lost === undefined ? error : new UnreachableError(serviceOf(action), lost.reason);
}

/** @see libs/local/aws/src/unknown-operation.ts */
const isNotEmulated = ({ name, message }: Error): boolean =>
  /UnknownOperation/.test(name) || message.includes('The local cloud does not emulate');

/** @example serviceOf('sts:GetCallerIdentity'); // 'AWS (sts)' */
const serviceOf = (action: string): string => `AWS (${action.split(':')[0]})`;
