import { type DoctorPorts } from './ports';

/** Which permission each read takes. README.md makes a policy of them. */
export const neededActions = {
  // Needs none, and can't be denied by a policy of the caller.
  readIdentity: 'sts:GetCallerIdentity',
  readConcurrency: 'lambda:GetAccountSettings',
  countRunningQueries: 'logs:DescribeQueries',
  readFunction: 'lambda:GetFunctionConfiguration',
  readReservedConcurrency: 'lambda:GetFunctionConcurrency',
  readFunctionUrl: 'lambda:GetFunctionUrlConfig',
  readMappings: 'lambda:ListEventSourceMappings',
  readSchedule: 'scheduler:GetSchedule',
  readParameters: 'ssm:GetParameters',
  readQueue: 'sqs:GetQueueAttributes',
  /** {@link DoctorPorts.readQueue} finds the queue's address by its name first. */
  findQueue: 'sqs:GetQueueUrl',
  readOldestAges: 'cloudwatch:GetMetricData',
  readTableStatus: 'dynamodb:DescribeTable',
  readLogGroupNames: 'logs:DescribeLogGroups',
  readMailAccount: 'ses:GetAccount',
  readMailIdentity: 'ses:GetEmailIdentity',
  readSubscriptions: 'sns:ListSubscriptionsByTopic',
  readAlarms: 'cloudwatch:DescribeAlarms',
  readEvents: 'logs:FilterLogEvents',
} as const satisfies Record<Exclude<keyof DoctorPorts, 'openTelegram'> | 'findQueue', string>;
