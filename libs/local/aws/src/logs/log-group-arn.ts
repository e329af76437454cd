import { AwsError } from '../service';
import { type OperationContext } from './operation';
import { invalidParameter } from './read-input';

/** @returns The ARN of a log group, without the `:*` that policies put at its end. */
export const logGroupArn = (
  name: string,
  { region, accountId }: Pick<OperationContext, 'region' | 'accountId'>,
): string => `arn:aws:logs:${region}:${accountId}:log-group:${name}`;

/**
 * Reads a name or an ARN.
 *
 * @throws {AwsError} InvalidParameterException: an ARN that is not one of a log group, or ends in `:*`. Not retryable.
 */
export function nameFromIdentifier(identifier: string): string {
  if (!identifier.startsWith('arn:')) return identifier;
  const name = /^arn:aws[\w-]*:logs:[\w-]*:\d*:log-group:([^:*]+)$/.exec(identifier)?.[1];
  if (name === undefined) throw invalidParameter(`Invalid log group ARN: ${identifier.slice(0, 200)}`);
  return name;
}

/**
 * Reads the log group of a request that takes either a name or an identifier.
 *
 * @throws {AwsError} InvalidParameterException: neither is given. ValidationException: both are. Not retryable.
 */
export function logGroupNameOf(input: {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}): string {
  if (input.logGroupName !== undefined && input.logGroupIdentifier !== undefined) {
    throw new AwsError('ValidationException', 'LogGroup name and LogGroup ARN are mutually exclusive parameters.');
  }
  if (input.logGroupName === undefined && input.logGroupIdentifier === undefined) {
    throw invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be specified.');
  }
  return input.logGroupName ?? nameFromIdentifier(input.logGroupIdentifier ?? '');
}
