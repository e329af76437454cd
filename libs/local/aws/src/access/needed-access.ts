import { dynamoDbAccess } from './dynamodb-access';
import { logsAccess } from './logs-access';
import { lambdaAccess, schedulerAccess, sesAccess } from './rest-access';
import { type ServiceAccess } from './service-access';
import { sqsAccess } from './sqs-access';
import { ssmAccess } from './ssm-access';

/**
 * CloudWatch's actions are named after the service, not after its signing name.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 */
const cloudWatchAccess: ServiceAccess = ({ operation }) => [{ action: `cloudwatch:${operation}`, resource: '*' }];

const services: Readonly<Record<string, ServiceAccess>> = {
  sqs: sqsAccess,
  dynamodb: dynamoDbAccess,
  logs: logsAccess,
  lambda: lambdaAccess,
  ssm: ssmAccess,
  scheduler: schedulerAccess,
  ses: sesAccess,
  monitoring: cloudWatchAccess,
  // Every owner of keys may ask whose they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
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
