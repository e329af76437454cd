import { cloudWatchApi } from './cloudwatch-api';
import { dynamoDbApi } from './dynamodb-api';
import { lambdaApi } from './lambda-api';
import { logsApi } from './logs-api';
import { schedulerApi } from './scheduler-api';
import { type ServiceApi } from './service-api';
import { sesApi } from './ses-api';
import { snsApi } from './sns-api';
import { sqsApi } from './sqs-api';
import { ssmApi } from './ssm-api';
import { stsApi } from './sts-api';

/** The services of the local cloud, by their SigV4 names. */
export const serviceApis = {
  dynamodb: dynamoDbApi,
  lambda: lambdaApi,
  logs: logsApi,
  monitoring: cloudWatchApi,
  scheduler: schedulerApi,
  ses: sesApi,
  sns: snsApi,
  sqs: sqsApi,
  ssm: ssmApi,
  sts: stsApi,
} as const satisfies Record<string, ServiceApi>;

export type ServiceName = keyof typeof serviceApis;

/** The names of a service's emulated operations: what implements them has a member for each, or does not compile. */
export type OperationOf<Service extends ServiceName> = keyof (typeof serviceApis)[Service]['operations'];

/** @returns The API of a service; undefined where none of that name is emulated. */
export const serviceApiOf = (name: string): ServiceApi | undefined =>
  Object.hasOwn(serviceApis, name) ? serviceApis[name as ServiceName] : undefined;
