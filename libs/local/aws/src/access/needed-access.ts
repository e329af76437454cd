import { type RequestContext } from '@pulso/local-iam';

import { type ServiceCall } from '../service';
import { dynamoDbAccess } from './dynamodb-access';
import { lambdaAccess } from './lambda-access';
import { logsAccess } from './logs-access';
import { schedulerAccess } from './scheduler-access';
import { sesAccess } from './ses-access';
import { sqsAccess } from './sqs-access';
import { ssmAccess } from './ssm-access';

/** One permission that a call needs. */
export interface NeededAccess {
  /** @example 'sqs:SendMessage' */
  readonly action: string;
  /** An ARN, or `*` for actions that know no resource. */
  readonly resource: string;
  readonly context?: RequestContext;
}

/** What is needed to tell the resources of a call. */
export interface AccessPlace {
  readonly region: string;
  readonly accountId: string;
  /** The names of all log groups: a query may choose its own by their first letters. */
  logGroupNames(): readonly string[];
}

/**
 * Tells which permissions the calls of one service need.
 *
 * undefined: the call names nothing that it could be about, because a member is missing or is no text. The service
 * refuses such a call, and its own error is the better answer.
 */
export type ServiceAccess = (call: ServiceCall, place: AccessPlace) => readonly NeededAccess[] | undefined;

const services: Readonly<Record<string, ServiceAccess>> = {
  sqs: sqsAccess,
  dynamodb: dynamoDbAccess,
  logs: logsAccess,
  lambda: lambdaAccess,
  ssm: ssmAccess,
  scheduler: schedulerAccess,
  ses: sesAccess,
  // Whoever has keys may ask whose they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  sts: ({ operation }) => (operation === 'GetCallerIdentity' ? [] : [{ action: `sts:${operation}`, resource: '*' }]),
};

/**
 * Tells which permissions a call needs. All of them are needed.
 *
 * A service without a table of its own needs the action of the operation's name on everything.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const neededAccess: ServiceAccess = (call, place) => {
  const access = Object.hasOwn(services, call.service) ? services[call.service] : undefined;
  return access ? access(call, place) : [{ action: `${call.service}:${call.operation}`, resource: '*' }];
};
