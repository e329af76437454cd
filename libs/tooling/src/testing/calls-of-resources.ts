/**
 * What Terraform asks AWS for the resources of the stacks: the calls of the provider's create, read, update and delete.
 *
 * Collected from the provider's sources and the service authorization reference, never seen on an account.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface ResourceCalls {
  /** Types of Terraform: the first has the name, and the others are parts of it. */
  readonly types: readonly string[];
  /** The ARN that IAM sees the calls on. */
  readonly arn: (body: Readonly<Record<string, unknown>>) => string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

export const accountId = '123456789012';

const here = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:${accountId}:${resource}`;

const calls = (service: string, names: string): string[] => names.split(' ').map((name) => `${service}:${name}`);

const functionParts = ['url', 'event_invoke_config', 'recursion_config'].map((part) => `aws_lambda_function_${part}`);

export const callsOfResources: readonly ResourceCalls[] = [
  {
    types: ['aws_lambda_function', 'aws_lambda_permission', ...functionParts],
    arn: (body) => here('lambda', `function:${body['function_name']}`),
    reads: [
      ...calls('lambda', 'GetFunction GetFunctionCodeSigningConfig GetFunctionConfiguration GetFunctionUrlConfig'),
      ...calls('lambda', 'GetFunctionEventInvokeConfig GetFunctionRecursionConfig GetPolicy ListTags'),
      ...calls('lambda', 'ListVersionsByFunction'),
    ],
    writes: [
      ...calls('lambda', 'AddPermission CreateFunction CreateFunctionUrlConfig DeleteFunction RemovePermission'),
      ...calls('lambda', 'DeleteFunctionConcurrency DeleteFunctionEventInvokeConfig DeleteFunctionUrlConfig'),
      ...calls('lambda', 'PutFunctionConcurrency PutFunctionEventInvokeConfig PutFunctionRecursionConfig TagResource'),
      ...calls('lambda', 'UntagResource UpdateFunctionCode UpdateFunctionConfiguration'),
      ...calls('lambda', 'UpdateFunctionEventInvokeConfig UpdateFunctionUrlConfig'),
    ],
  },
  {
    types: ['aws_lambda_event_source_mapping'],
    arn: () => here('lambda', 'event-source-mapping:0f1e2d3c'),
    reads: ['lambda:GetEventSourceMapping'],
    writes: calls('lambda', 'CreateEventSourceMapping DeleteEventSourceMapping UpdateEventSourceMapping'),
  },
  {
    types: ['aws_iam_role', 'aws_iam_role_policy'],
    arn: (body) => `arn:aws:iam::${accountId}:role/${body['name']}`,
    reads: calls('iam', 'GetRole GetRolePolicy ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies'),
    writes: [
      ...calls('iam', 'CreateRole DeleteRole DeleteRolePolicy PassRole PutRolePolicy TagRole UntagRole UpdateRole'),
      'iam:UpdateAssumeRolePolicy',
    ],
  },
  {
    types: ['aws_cloudwatch_log_group', 'aws_cloudwatch_log_metric_filter'],
    arn: (body) => here('logs', `log-group:${body['name']}:*`),
    reads: calls('logs', 'DescribeMetricFilters ListTagsForResource'),
    writes: [
      ...calls('logs', 'CreateLogGroup DeleteLogGroup DeleteMetricFilter PutLogGroupDeletionProtection TagResource'),
      ...calls('logs', 'PutMetricFilter PutRetentionPolicy UntagResource'),
    ],
  },
  { types: ['aws_cloudwatch_log_group'], arn: () => '*', reads: ['logs:DescribeLogGroups'], writes: [] },
  {
    types: ['aws_cloudwatch_query_definition'],
    arn: () => '*',
    reads: ['logs:DescribeQueryDefinitions'],
    writes: calls('logs', 'DeleteQueryDefinition PutQueryDefinition'),
  },
  {
    types: ['aws_cloudwatch_metric_alarm'],
    arn: (body) => here('cloudwatch', `alarm:${body['alarm_name']}`),
    reads: calls('cloudwatch', 'DescribeAlarms ListTagsForResource'),
    writes: calls('cloudwatch', 'DeleteAlarms PutMetricAlarm TagResource UntagResource'),
  },
  {
    types: ['aws_cloudwatch_dashboard'],
    arn: (body) => `arn:aws:cloudwatch::${accountId}:dashboard/${body['dashboard_name']}`,
    reads: ['cloudwatch:GetDashboard'],
    writes: calls('cloudwatch', 'DeleteDashboards PutDashboard'),
  },
  {
    types: ['aws_dynamodb_table'],
    arn: (body) => here('dynamodb', `table/${body['name']}`),
    reads: calls('dynamodb', 'DescribeContinuousBackups DescribeTable DescribeTimeToLive ListTagsOfResource'),
    writes: [
      ...calls('dynamodb', 'CreateTable DeleteTable TagResource UntagResource UpdateContinuousBackups UpdateTable'),
      'dynamodb:UpdateTimeToLive',
    ],
  },
  {
    types: ['aws_sqs_queue', 'aws_sqs_queue_policy', 'aws_sqs_queue_redrive_allow_policy'],
    arn: (body) => here('sqs', String(body['name'])),
    reads: calls('sqs', 'GetQueueAttributes GetQueueUrl ListQueueTags'),
    writes: calls('sqs', 'CreateQueue DeleteQueue SetQueueAttributes TagQueue UntagQueue'),
  },
  {
    types: ['aws_scheduler_schedule'],
    arn: (body) => here('scheduler', `schedule/default/${body['name']}`),
    reads: ['scheduler:GetSchedule'],
    writes: calls('scheduler', 'CreateSchedule DeleteSchedule UpdateSchedule'),
  },
  {
    types: ['aws_ssm_parameter'],
    arn: (body) => here('ssm', `parameter${body['name']}`),
    reads: calls('ssm', 'GetParameter ListTagsForResource'),
    writes: calls('ssm', 'AddTagsToResource DeleteParameter PutParameter RemoveTagsFromResource'),
  },
  { types: ['aws_ssm_parameter'], arn: () => '*', reads: ['ssm:DescribeParameters'], writes: [] },
  {
    types: ['aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription'],
    arn: (body) => here('sns', String(body['name'])),
    reads: calls('sns', 'GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource'),
    writes: calls('sns', 'CreateTopic DeleteTopic SetTopicAttributes Subscribe TagResource UntagResource'),
  },
  {
    types: ['aws_sns_topic_subscription'],
    arn: () => '*',
    reads: ['sns:GetSubscriptionAttributes'],
    writes: calls('sns', 'SetSubscriptionAttributes Unsubscribe'),
  },
  {
    types: ['aws_budgets_budget'],
    arn: (body) => `arn:aws:budgets::${accountId}:budget/${body['name']}`,
    reads: calls('budgets', 'ListTagsForResource ViewBudget'),
    writes: calls('budgets', 'ModifyBudget TagResource UntagResource'),
  },
];
