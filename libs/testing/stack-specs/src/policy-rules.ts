import { type Body, type Rule } from './security-rules';

/** What an action does to its resource, and whether a policy can name that resource. */
interface ActionLevel {
  readonly level: 'read' | 'write';
  readonly takesResource: boolean;
}

const read: ActionLevel = { level: 'read', takesResource: true };
const write: ActionLevel = { level: 'write', takesResource: true };

/**
 * The actions that the stacks grant. Any other breaks every rule about policies until it is looked up and listed here:
 * so a change can't quietly add one that manages permissions, gives credentials away or raises its own rights.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const accessLevels: Readonly<Record<string, ActionLevel>> = {
  'dynamodb:DeleteItem': write,
  'dynamodb:GetItem': read,
  'dynamodb:PutItem': write,
  'dynamodb:Query': read,
  'dynamodb:UpdateItem': write,
  'lambda:GetFunctionUrlConfig': read,
  'lambda:InvokeFunction': write,
  'logs:CreateLogStream': write,
  'logs:DescribeLogGroups': read,
  // Checkov says that it takes a log group. Whether AWS allows the call with one is unverified.
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

interface Grant {
  readonly action: string;
  /** On everything, although the action could name its resource. */
  readonly isTooWide: boolean;
}

const statementsOf = (text: unknown): readonly Body[] =>
  (JSON.parse(String(text)) as { Statement: readonly Body[] }).Statement.filter(({ Effect }) => Effect === 'Allow');

function grantsOf({ policy }: Body): readonly Grant[] {
  return statementsOf(policy).flatMap(({ Action, Resource }) =>
    [Action].flat().map((action) => ({
      action: String(action),
      isTooWide: [Resource].flat().includes('*') && (accessLevels[String(action)]?.takesResource ?? true),
    })),
  );
}

/** @returns The actions of a policy that nobody has looked up. */
export const unknownActionsOf = (body: Body): readonly string[] =>
  grantsOf(body).flatMap(({ action }) => (Object.hasOwn(accessLevels, action) ? [] : [action]));

const grants = (...actions: readonly string[]): Body => ({
  policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: actions, Resource: ['*'] }] }),
});

/** A rule that an action keeps if {@link accessLevels} lists it and `isBroken` is false. */
const ruleOfActions = (ids: string, asks: string, isBroken: (grant: Grant) => boolean = () => false): Rule => ({
  ids,
  asks,
  type: 'aws_iam_role_policy',
  isBroken: (body) => unknownActionsOf(body).length > 0 || grantsOf(body).some(isBroken),
  broken: grants('iam:*', 's3:*', 'sts:GetFederationToken'),
});

const isRead = /^(ssm:Get|dynamodb:(Get|Query)|sqs:Receive)/;

/** Who may take a role. */
const principalsOf = ({ assume_role_policy: text }: Body): readonly unknown[] =>
  statementsOf(text).flatMap(({ Principal }) =>
    typeof Principal === 'string' ? [Principal] : [(Principal as Body)['AWS'] ?? []].flat(),
  );

const trust = (Principal: unknown): Body => ({
  assume_role_policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] }),
});

const ruleOfRoles = (ids: string, asks: string, isBroken: Rule['isBroken'], broken: Body): Rule => ({
  ...{ ids, asks, type: 'aws_iam_role', isBroken, broken },
});

const ruleAgainst = (ids: string, asks: string, arn: string): Rule =>
  ruleOfRoles(ids, asks, (body) => [body['managed_policy_arns'] ?? []].flat().includes(arn), {
    managed_policy_arns: [arn],
  });

/** What scanners ask of roles and their policies. */
export const policyRules: readonly Rule[] = [
  ruleOfRoles('CKV_AWS_60', 'no role may be taken by everybody', (body) => principalsOf(body).includes('*'), {
    ...trust({ AWS: '*' }),
  }),
  ruleOfRoles(
    'CKV_AWS_61',
    'no role may be taken by a whole account',
    (body) => principalsOf(body).some((principal) => /^(\d{12}|arn:aws:iam::\d{12}:root)$/.test(String(principal))),
    trust({ AWS: 'arn:aws:iam::210987654321:root' }),
  ),
  ruleAgainst('CKV_AWS_274', 'no role is an administrator', 'arn:aws:iam::aws:policy/AdministratorAccess'),
  ruleAgainst('CKV2_AWS_56', 'no role has all rights of IAM', 'arn:aws:iam::aws:policy/IAMFullAccess'),
  ruleOfRoles(
    'CKV_AWS_393',
    'roles of GitHub name their repository',
    ({ assume_role_policy: text }) =>
      String(text).includes('token.actions.githubusercontent.com') &&
      !/:sub":\[?"repo:[\w.-]+\/[\w.-]+:/.test(String(text)),
    trust({ Federated: 'arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com' }),
  ),
  ruleOfActions('CKV_AWS_62', 'no policy allows everything'),
  ruleOfActions('CKV_AWS_63', 'no policy allows all actions'),
  ruleOfActions('CKV2_AWS_40', 'no policy allows all of IAM'),
  // Trivy checks managed policies only; here it holds for those of roles.
  ruleOfActions('AWS-0342', 'no policy hands roles on'),
  ruleOfActions('AWS-0345', 'no policy allows all of S3'),
  ruleOfActions('AWS-0346', 'no policy reads and writes all buckets'),
  ruleOfActions('CKV_AWS_286', 'no policy lets a role raise its own rights'),
  ruleOfActions('CKV_AWS_287', 'no policy gives credentials away'),
  ruleOfActions('CKV_AWS_289', 'no policy manages permissions'),
  ruleOfActions(
    'CKV_AWS_288',
    'no policy reads all data of a kind',
    ({ action, isTooWide }) => isTooWide && isRead.test(action),
  ),
  ruleOfActions(
    'CKV_AWS_290',
    'no policy writes to everything',
    ({ action, isTooWide }) => isTooWide && accessLevels[action]?.level !== 'read',
  ),
  ruleOfActions('CKV_AWS_355', 'no policy names "*" where it could name a resource', ({ isTooWide }) => isTooWide),
];
