import { type ServiceApi } from './service-api';

const legacy = 'what came before expressions';

/** The services of the local cloud, by their SigV4 names, with the operations that are emulated. */
export const serviceApis = {
  dynamodb: {
    title: 'Amazon DynamoDB',
    documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html',
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'DynamoDB_20120810',
    operations: {
      BatchGetItem: { lacks: `${legacy}, consumed capacity` },
      BatchWriteItem: { lacks: 'consumed capacity' },
      CreateTable: { lacks: 'streams, encryption, deletion protection' },
      DeleteItem: { lacks: legacy },
      DeleteTable: {},
      DescribeTable: {},
      DescribeTimeToLive: {},
      GetItem: { lacks: legacy },
      ListTables: {},
      ListTagsOfResource: {},
      PutItem: { lacks: legacy },
      Query: { lacks: legacy },
      Scan: { lacks: legacy },
      TagResource: {},
      TransactGetItems: { lacks: 'consumed capacity' },
      TransactWriteItems: { lacks: 'consumed capacity, conflicts: one operation runs at a time' },
      UntagResource: {},
      UpdateItem: { lacks: legacy },
      UpdateTimeToLive: {},
    },
  },
  lambda: {
    title: 'AWS Lambda',
    documentation: 'https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html',
    protocol: 'rest-json',
    operations: {
      GetAccountSettings: { route: 'GET /2016-08-19/account-settings' },
      GetFunction: { route: 'GET /2015-03-31/functions/{FunctionName}', lacks: 'a download address of the code' },
      GetFunctionConcurrency: { route: 'GET /2019-09-30/functions/{FunctionName}/concurrency' },
      GetFunctionConfiguration: { route: 'GET /2015-03-31/functions/{FunctionName}/configuration' },
      GetFunctionUrlConfig: { route: 'GET /2021-10-31/functions/{FunctionName}/url' },
      Invoke: {
        route: 'POST /2015-03-31/functions/{FunctionName}/invocations',
        lacks: 'client context, versions and aliases',
      },
      ListEventSourceMappings: { route: 'GET /2015-03-31/event-source-mappings' },
      ListFunctions: { route: 'GET /2015-03-31/functions' },
    },
  },
  logs: {
    title: 'Amazon CloudWatch Logs',
    documentation: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html',
    protocol: 'json',
    jsonVersion: '1.1',
    targetPrefix: 'Logs_20140328',
    operations: {
      CreateLogGroup: { lacks: 'encryption, other classes than STANDARD' },
      CreateLogStream: {},
      DeleteLogGroup: {},
      DeleteLogStream: {},
      DeleteRetentionPolicy: {},
      DescribeLogGroups: { lacks: 'other accounts' },
      DescribeLogStreams: {},
      DescribeQueries: {},
      FilterLogEvents: { lacks: 'patterns of fields between white space, regular expressions' },
      GetLogEvents: {},
      GetLogGroupFields: {},
      GetLogRecord: {},
      GetQueryResults: {},
      ListTagsForResource: {},
      PutLogEvents: {},
      PutRetentionPolicy: {},
      StartQuery: { lacks: 'SQL, PPL and what the query engine refuses' },
      StopQuery: {},
      TestMetricFilter: { lacks: 'patterns of fields between white space, regular expressions' },
    },
  },
  monitoring: {
    title: 'Amazon CloudWatch',
    documentation: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html',
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'GraniteServiceVersion20100801',
    operations: {
      DescribeAlarms: { lacks: 'composite alarms, parents and children, contributors' },
      GetMetricData: { lacks: 'expressions, percentiles, periods under a minute' },
    },
  },
  scheduler: {
    title: 'Amazon EventBridge Scheduler',
    documentation: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html',
    protocol: 'rest-json',
    operations: {
      GetSchedule: { route: 'GET /schedules/{Name}' },
      ListSchedules: { route: 'GET /schedules' },
    },
  },
  ses: {
    title: 'Amazon SES API v2',
    documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html',
    protocol: 'rest-json',
    operations: {
      GetAccount: { route: 'GET /v2/email/account' },
      GetEmailIdentity: {
        route: 'GET /v2/email/identities/{EmailIdentity}',
        lacks: 'what was not verified: every address and domain is, without DKIM and policies',
      },
      SendEmail: {
        route: 'POST /v2/email/outbound-emails',
        lacks: 'templates, attachments, headers of your own, configuration sets: messages are kept, not sent',
      },
    },
  },
  sns: {
    title: 'Amazon Simple Notification Service',
    documentation: 'https://docs.aws.amazon.com/sns/latest/api/API_Operations.html',
    protocol: 'query',
    apiVersion: '2010-03-31',
    operations: {
      ListSubscriptionsByTopic: {
        lacks: 'what waits for its confirmation: every subscription of the stacks is confirmed',
      },
    },
  },
  sqs: {
    title: 'Amazon SQS',
    documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html',
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'AmazonSQS',
    operations: {
      CancelMessageMoveTask: {},
      ChangeMessageVisibility: {},
      ChangeMessageVisibilityBatch: {},
      CreateQueue: { lacks: 'FIFO queues, policies, tags, encryption' },
      DeleteMessage: {},
      DeleteMessageBatch: {},
      DeleteQueue: {},
      GetQueueAttributes: {},
      GetQueueUrl: { lacks: 'queues of other accounts' },
      ListDeadLetterSourceQueues: {},
      ListMessageMoveTasks: {},
      ListQueues: {},
      PurgeQueue: {},
      ReceiveMessage: {},
      SendMessage: { lacks: 'fairness by MessageGroupId, trace headers' },
      SendMessageBatch: { lacks: 'fairness by MessageGroupId, trace headers' },
      SetQueueAttributes: { lacks: 'policies, encryption' },
      StartMessageMoveTask: { lacks: 'MaxNumberOfMessagesPerSecond: messages move at once' },
    },
  },
  ssm: {
    title: 'AWS Systems Manager Parameter Store',
    documentation: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html',
    protocol: 'json',
    jsonVersion: '1.1',
    targetPrefix: 'AmazonSSM',
    operations: {
      DeleteParameter: {},
      DeleteParameters: {},
      DescribeParameters: { lacks: 'filters by tag, label, policy and tier' },
      GetParameter: { lacks: 'KMS: without decryption comes a stand-in' },
      GetParameterHistory: { lacks: 'labels' },
      GetParameters: { lacks: 'KMS: without decryption comes a stand-in' },
      GetParametersByPath: { lacks: 'filters' },
      PutParameter: { lacks: 'policies, tiers, tags' },
    },
  },
  sts: {
    title: 'AWS Security Token Service',
    documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html',
    protocol: 'query',
    apiVersion: '2011-06-15',
    operations: {
      GetCallerIdentity: {},
    },
  },
} as const satisfies Record<string, ServiceApi>;

export type ServiceName = keyof typeof serviceApis;

/** The names of a service's emulated operations: what implements them has a member for each, or does not compile. */
export type OperationOf<Service extends ServiceName> = keyof (typeof serviceApis)[Service]['operations'];

/** @returns The API of a service; undefined where none of that name is emulated. */
export const serviceApiOf = (name: string): ServiceApi | undefined =>
  Object.hasOwn(serviceApis, name) ? serviceApis[name as ServiceName] : undefined;
