/** What an action does to its resource, and whether a policy can name that resource. */
interface ActionLevel {
  readonly level: 'read' | 'write';
  readonly takesResource: boolean;
}

const read: ActionLevel = { level: 'read', takesResource: true };
const write: ActionLevel = { level: 'write', takesResource: true };

/**
 * The actions that the stacks grant. One that is not here breaks every rule about policies until it has been looked up:
 * so no change adds one that manages permissions, gives credentials away or raises its own rights without being seen.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const accessLevels: Readonly<Record<string, ActionLevel>> = {
  'dynamodb:DeleteItem': write,
  'dynamodb:GetItem': read,
  'dynamodb:PutItem': write,
  'dynamodb:Query': read,
  'dynamodb:UpdateItem': write,
  'lambda:GetFunctionUrlConfig': read,
  'lambda:InvokeFunction': write,
  'logs:CreateLogStream': write,
  // Checkov takes it for one that takes a log group. Whether AWS lets it pass with one is unverified.
  'logs:GetQueryResults': read,
  'logs:PutLogEvents': write,
  'logs:StartQuery': read,
  'logs:StopQuery': { level: 'read', takesResource: false },
  'ses:SendRawEmail': write,
  'sqs:ChangeMessageVisibility': write,
  'sqs:DeleteMessage': write,
  'sqs:GetQueueAttributes': read,
  'sqs:ReceiveMessage': read,
  'sqs:SendMessage': write,
  'ssm:GetParameters': read,
  'xray:PutTelemetryRecords': { level: 'write', takesResource: false },
  'xray:PutTraceSegments': { level: 'write', takesResource: false },
};
