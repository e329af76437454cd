/** One operation's address in a REST service, for example `GET /schedules/{Name}`. */
export type RestRoute = `${'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT'} /${string}`;

/** How a service is spoken to, and which of its operations are emulated, by AWS's names for them. */
export type ServiceApi =
  | {
      readonly protocol: 'json';
      readonly jsonVersion: '1.0' | '1.1';
      /** What stands before the operation's name in the header `x-amz-target`. */
      readonly targetPrefix: string;
      readonly operations: Readonly<Record<string, object>>;
    }
  | { readonly protocol: 'rest-json'; readonly operations: Readonly<Record<string, { readonly route: RestRoute }>> }
  | {
      /** Parameters in a form, answers in XML. */
      readonly protocol: 'query';
      /** Of the API, a date. */
      readonly apiVersion: string;
      readonly operations: Readonly<Record<string, object>>;
    };

/**
 * The services of the local cloud, by their SigV4 names: what services, operators' commands, the console, or everyday
 * calls of the AWS CLI use. Every other operation is refused by name.
 */
export const serviceApis = {
  dynamodb: {
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'DynamoDB_20120810',
    operations: {
      BatchWriteItem: {},
      DeleteItem: {},
      DeleteTable: {},
      DescribeTable: {},
      GetItem: {},
      ListTables: {},
      PutItem: {},
      Query: {},
      Scan: {},
      TransactWriteItems: {},
      UpdateItem: {},
    },
  },
  lambda: {
    protocol: 'rest-json',
    operations: {
      GetAccountSettings: { route: 'GET /2016-08-19/account-settings' },
      GetFunction: { route: 'GET /2015-03-31/functions/{FunctionName}' },
      GetFunctionConcurrency: { route: 'GET /2019-09-30/functions/{FunctionName}/concurrency' },
      GetFunctionConfiguration: { route: 'GET /2015-03-31/functions/{FunctionName}/configuration' },
      GetFunctionUrlConfig: { route: 'GET /2021-10-31/functions/{FunctionName}/url' },
      Invoke: { route: 'POST /2015-03-31/functions/{FunctionName}/invocations' },
      ListEventSourceMappings: { route: 'GET /2015-03-31/event-source-mappings' },
      ListFunctions: { route: 'GET /2015-03-31/functions' },
    },
  },
  logs: {
    protocol: 'json',
    jsonVersion: '1.1',
    targetPrefix: 'Logs_20140328',
    operations: {
      DeleteLogGroup: {},
      DescribeLogGroups: {},
      DescribeLogStreams: {},
      DescribeQueries: {},
      FilterLogEvents: {},
      GetLogEvents: {},
      GetQueryResults: {},
      StartQuery: {},
      StopQuery: {},
    },
  },
  monitoring: {
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'GraniteServiceVersion20100801',
    operations: { DescribeAlarms: {}, GetMetricData: {} },
  },
  scheduler: {
    protocol: 'rest-json',
    operations: {
      GetSchedule: { route: 'GET /schedules/{Name}' },
      ListSchedules: { route: 'GET /schedules' },
    },
  },
  ses: {
    protocol: 'rest-json',
    operations: {
      GetAccount: { route: 'GET /v2/email/account' },
      GetEmailIdentity: { route: 'GET /v2/email/identities/{EmailIdentity}' },
      SendEmail: { route: 'POST /v2/email/outbound-emails' },
    },
  },
  sqs: {
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'AmazonSQS',
    operations: {
      ChangeMessageVisibility: {},
      ChangeMessageVisibilityBatch: {},
      DeleteMessage: {},
      GetQueueAttributes: {},
      GetQueueUrl: {},
      ListMessageMoveTasks: {},
      ListQueues: {},
      PurgeQueue: {},
      ReceiveMessage: {},
      SendMessage: {},
      SendMessageBatch: {},
      StartMessageMoveTask: {},
    },
  },
  ssm: {
    protocol: 'json',
    jsonVersion: '1.1',
    targetPrefix: 'AmazonSSM',
    operations: {
      DeleteParameter: {},
      DescribeParameters: {},
      GetParameter: {},
      GetParameters: {},
      PutParameter: {},
    },
  },
  sts: {
    protocol: 'query',
    apiVersion: '2011-06-15',
    operations: { GetCallerIdentity: {} },
  },
} as const satisfies Record<string, ServiceApi>;

export type ServiceName = keyof typeof serviceApis;

/** The names of a service's emulated operations: what implements them has a member for each, or does not compile. */
export type OperationOf<Service extends ServiceName> = keyof (typeof serviceApis)[Service]['operations'];

/** @returns The API of a service; undefined where none of that name is emulated. */
export const serviceApiOf = (name: string): ServiceApi | undefined =>
  Object.hasOwn(serviceApis, name) ? serviceApis[name as ServiceName] : undefined;
