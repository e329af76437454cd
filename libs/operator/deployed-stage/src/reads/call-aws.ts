import { type callTimeouts } from '@pulso/adapters/node-runtime';

import {
  ActionDeniedError,
  CredentialsError,
  NotEmulatedError,
  ThrottledError,
  UnreachableError,
} from '../examination/errors';
import { neededActions } from '../examination/needed-actions';
import { awsProblemOf, isDenied, isThrottled, unansweredBy } from '../reach/aws-problem';

/** Where AWS is. What is absent comes from the environment, as for every client of AWS. */
export interface AwsPlace {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What all clients of AWS have in common here. */
export interface ClientSettings extends AwsPlace {
  readonly maxAttempts: number;
  readonly requestHandler: ReturnType<typeof callTimeouts>;
}

/** The errors by which a service says that there is no such thing. */
const notFound =
  /^(ResourceNotFoundException|NotFound(Exception)?|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)$/;

/** Calls AWS for one read. @throws What {@link translateError} makes of the client's error. */
export async function callFor<T>(read: keyof typeof neededActions, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translateError(error, neededActions[read]);
  }
}

/** As {@link callFor}; undefined where there is no such thing. */
export const findFor = <T>(read: keyof typeof neededActions, call: () => Promise<T>): Promise<T | undefined> =>
  callFor(read, () =>
    call().catch((error: unknown) => {
      if (error instanceof Error && notFound.test(error.name)) return undefined;
      throw error;
    }),
  );

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
