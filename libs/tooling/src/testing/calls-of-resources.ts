/**
 * What Terraform asks AWS for the resource types of the stacks, by the name of their binding: the calls of the provider's
 * create, read, update and delete, and the resource that IAM sees them on.
 *
 * Collected from the provider's sources and the service authorization reference, never seen on an account.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface ResourceCalls {
  /** ARNs of the stage `prod` in the account 123456789012. */
  readonly arn: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What IAM knows about the request beside action and resource. */
  readonly context?: Readonly<Record<string, string>>;
}

const here = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:123456789012:${resource}`;

const functionArn = here('lambda', 'function:pulso-prod-bot');
const roleArn = 'arn:aws:iam::123456789012:role/pulso-prod-bot';
const logGroupArn = here('logs', 'log-group:/aws/lambda/pulso-prod-bot:*');
const queueArn = here('sqs', 'pulso-prod-query-jobs');
const topicArn = here('sns', 'pulso-prod-alerts');

const onFunction = (reads: readonly string[], writes: readonly string[]): readonly ResourceCalls[] => [
  { arn: functionArn, reads, writes },
];

export const callsOfResources: Readonly<Record<string, readonly ResourceCalls[]>> = {
  'lambda-function': [
    {
      arn: functionArn,
      reads: [
        'lambda:GetFunction',
        'lambda:GetFunctionCodeSigningConfig',
        'lambda:GetFunctionConfiguration',
        'lambda:ListTags',
        'lambda:ListVersionsByFunction',
      ],
      writes: [
        'lambda:CreateFunction',
        'lambda:DeleteFunction',
        'lambda:DeleteFunctionConcurrency',
        'lambda:PutFunctionConcurrency',
        'lambda:TagResource',
        'lambda:UntagResource',
        'lambda:UpdateFunctionCode',
        'lambda:UpdateFunctionConfiguration',
      ],
    },
    { arn: roleArn, reads: [], writes: ['iam:PassRole'], context: { 'iam:passedtoservice': 'lambda.amazonaws.com' } },
  ],
  'lambda-function-url': onFunction(
    ['lambda:GetFunctionUrlConfig'],
    ['lambda:CreateFunctionUrlConfig', 'lambda:DeleteFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
  ),
  'lambda-permission': onFunction(['lambda:GetPolicy'], ['lambda:AddPermission', 'lambda:RemovePermission']),
  'lambda-function-event-invoke-config': onFunction(
    ['lambda:GetFunctionEventInvokeConfig'],
    [
      'lambda:DeleteFunctionEventInvokeConfig',
      'lambda:PutFunctionEventInvokeConfig',
      'lambda:UpdateFunctionEventInvokeConfig',
    ],
  ),
  'lambda-function-recursion-config': onFunction(
    ['lambda:GetFunctionRecursionConfig'],
    ['lambda:PutFunctionRecursionConfig'],
  ),
  'lambda-event-source-mapping': [
    {
      arn: here('lambda', 'event-source-mapping:0f1e2d3c'),
      context: { 'lambda:functionarn': functionArn },
      reads: ['lambda:GetEventSourceMapping', 'lambda:ListTags'],
      writes: [
        'lambda:CreateEventSourceMapping',
        'lambda:DeleteEventSourceMapping',
        'lambda:TagResource',
        'lambda:UpdateEventSourceMapping',
      ],
    },
  ],
  'cloudwatch-log-group': [
    { arn: '*', reads: ['logs:DescribeLogGroups'], writes: [] },
    {
      arn: logGroupArn,
      reads: ['logs:ListTagsForResource'],
      writes: [
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:PutLogGroupDeletionProtection',
        'logs:PutRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
      ],
    },
  ],
  'cloudwatch-log-metric-filter': [
    {
      arn: logGroupArn,
      reads: ['logs:DescribeMetricFilters'],
      writes: ['logs:DeleteMetricFilter', 'logs:PutMetricFilter'],
    },
  ],
  'cloudwatch-query-definition': [
    {
      arn: '*',
      reads: ['logs:DescribeQueryDefinitions'],
      writes: ['logs:DeleteQueryDefinition', 'logs:PutQueryDefinition'],
    },
  ],
  'cloudwatch-metric-alarm': [
    {
      arn: here('cloudwatch', 'alarm:pulso-prod-bot-errors'),
      reads: ['cloudwatch:DescribeAlarms', 'cloudwatch:ListTagsForResource'],
      writes: [
        'cloudwatch:DeleteAlarms',
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:TagResource',
        'cloudwatch:UntagResource',
      ],
    },
  ],
  'cloudwatch-dashboard': [
    {
      arn: 'arn:aws:cloudwatch::123456789012:dashboard/pulso-prod',
      reads: ['cloudwatch:GetDashboard'],
      writes: ['cloudwatch:DeleteDashboards', 'cloudwatch:PutDashboard'],
    },
  ],
  'dynamodb-table': [
    {
      arn: here('dynamodb', 'table/pulso-prod-runs'),
      reads: [
        'dynamodb:DescribeContinuousBackups',
        'dynamodb:DescribeTable',
        'dynamodb:DescribeTimeToLive',
        'dynamodb:ListTagsOfResource',
      ],
      writes: [
        'dynamodb:CreateTable',
        'dynamodb:DeleteTable',
        'dynamodb:TagResource',
        'dynamodb:UntagResource',
        'dynamodb:UpdateContinuousBackups',
        'dynamodb:UpdateTable',
        'dynamodb:UpdateTimeToLive',
      ],
    },
  ],
  'sqs-queue': [
    {
      arn: queueArn,
      reads: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ListQueueTags'],
      writes: ['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SetQueueAttributes', 'sqs:TagQueue', 'sqs:UntagQueue'],
    },
  ],
  'sqs-queue-policy': [{ arn: queueArn, reads: ['sqs:GetQueueAttributes'], writes: ['sqs:SetQueueAttributes'] }],
  'sqs-queue-redrive-allow-policy': [
    { arn: queueArn, reads: ['sqs:GetQueueAttributes'], writes: ['sqs:SetQueueAttributes'] },
  ],
  'iam-role': [
    {
      arn: roleArn,
      reads: ['iam:GetRole', 'iam:ListAttachedRolePolicies', 'iam:ListInstanceProfilesForRole', 'iam:ListRolePolicies'],
      writes: [
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
      ],
    },
  ],
  'iam-role-policy': [
    { arn: roleArn, reads: ['iam:GetRolePolicy'], writes: ['iam:DeleteRolePolicy', 'iam:PutRolePolicy'] },
  ],
  'scheduler-schedule': [
    {
      arn: here('scheduler', 'schedule/default/pulso-prod-daily-usage'),
      reads: ['scheduler:GetSchedule'],
      writes: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:UpdateSchedule'],
    },
    {
      arn: roleArn,
      reads: [],
      writes: ['iam:PassRole'],
      context: { 'iam:passedtoservice': 'scheduler.amazonaws.com' },
    },
  ],
  'ssm-parameter': [
    { arn: '*', reads: ['ssm:DescribeParameters'], writes: [] },
    {
      arn: here('ssm', 'parameter/pulso/prod/bot-token'),
      reads: ['ssm:GetParameter', 'ssm:ListTagsForResource'],
      writes: ['ssm:AddTagsToResource', 'ssm:DeleteParameter', 'ssm:PutParameter', 'ssm:RemoveTagsFromResource'],
    },
  ],
  'sns-topic': [
    {
      arn: topicArn,
      reads: ['sns:GetTopicAttributes', 'sns:ListTagsForResource'],
      writes: ['sns:CreateTopic', 'sns:DeleteTopic', 'sns:SetTopicAttributes', 'sns:TagResource', 'sns:UntagResource'],
    },
  ],
  'sns-topic-policy': [{ arn: topicArn, reads: ['sns:GetTopicAttributes'], writes: ['sns:SetTopicAttributes'] }],
  'sns-topic-subscription': [
    { arn: topicArn, reads: ['sns:ListSubscriptionsByTopic'], writes: ['sns:Subscribe'] },
    {
      arn: '*',
      reads: ['sns:GetSubscriptionAttributes'],
      writes: ['sns:SetSubscriptionAttributes', 'sns:Unsubscribe'],
    },
  ],
  'budgets-budget': [
    {
      arn: 'arn:aws:budgets::123456789012:budget/pulso-prod-monthly',
      reads: ['budgets:ListTagsForResource', 'budgets:ViewBudget'],
      writes: ['budgets:ModifyBudget', 'budgets:TagResource', 'budgets:UntagResource'],
    },
  ],
};
