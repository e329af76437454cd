import { accessLevels } from './access-levels';
import { type Body, type Rule, isText } from './rule';

const policy = 'aws_iam_role_policy';
const role = 'aws_iam_role';
const administratorArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
const iamArn = 'arn:aws:iam::aws:policy/IAMFullAccess';

interface Grant {
  readonly action: string;
  readonly isAnywhere: boolean;
}

/** Every allowed action, with whether it is allowed on everything. */
function grantsOf(body: Body): readonly Grant[] {
  const { Statement } = JSON.parse(String(body['policy'])) as { Statement: readonly Body[] };
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action, Resource }) => {
    const isAnywhere = [Resource].flat().includes('*');
    return [Action].flat().map((action) => ({ action: String(action), isAnywhere }));
  });
}

/** @returns The actions of a policy that `access-levels.ts` does not know. */
export const unknownActionsOf = (body: Body): readonly string[] =>
  grantsOf(body).flatMap(({ action }) => (Object.hasOwn(accessLevels, action) ? [] : [action]));

const grants = (action: string | readonly string[], resource = '*'): Body => ({
  policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: [action].flat(), Resource: [resource] }] }),
});

const jobs = 'arn:aws:sqs:eu-central-1:210987654321:jobs';

/** A rule that only actions of {@link accessLevels} keep, and of them those that pass. */
const ruleOfActions = (
  id: string,
  asks: string,
  brokenBy: string,
  isFine: (grant: Grant) => boolean = () => true,
): Rule => ({
  id,
  asks,
  type: policy,
  isBroken: (body) => unknownActionsOf(body).length > 0 || grantsOf(body).some((grant) => !isFine(grant)),
  broken: grants(brokenBy),
  kept: grants('sqs:SendMessage', jobs),
});

/** A rule about one action, or all that a pattern names. */
const ruleAgainst = (id: string, asks: string, pattern: RegExp, brokenBy: string): Rule => ({
  id,
  asks,
  type: policy,
  isBroken: (body) => grantsOf(body).some(({ action }) => pattern.test(action)),
  broken: grants(brokenBy),
  kept: grants('sqs:SendMessage', jobs),
});

const takesResource = (action: string): boolean => accessLevels[action]?.takesResource ?? true;
const isWrite = (action: string): boolean => accessLevels[action]?.level !== 'read';

const trust = (Principal: unknown): Body => ({
  assume_role_policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] }),
});

const trusts = (body: Body): readonly unknown[] => {
  const { Statement } = JSON.parse(String(body['assume_role_policy'])) as { Statement: readonly Body[] };
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Principal }) =>
    isText(Principal) ? [Principal] : [(Principal as Body)['AWS'] ?? []].flat(),
  );
};

const service = trust({ Service: 'lambda.amazonaws.com' });

/** What scanners ask of roles and of what they may do. */
export const policyRules: readonly Rule[] = [
  {
    id: 'CKV_AWS_60',
    asks: 'no role may be taken by everybody',
    type: role,
    isBroken: (body) => trusts(body).includes('*'),
    broken: trust({ AWS: '*' }),
    kept: service,
  },
  {
    id: 'CKV_AWS_61',
    asks: 'no role may be taken by a whole account',
    type: role,
    isBroken: (body) => trusts(body).some((principal) => /^(\d{12}|arn:aws:iam::\d{12}:root)$/.test(String(principal))),
    broken: trust({ AWS: 'arn:aws:iam::210987654321:root' }),
    kept: service,
  },
  ...[
    { id: 'CKV_AWS_274', asks: 'no role is an administrator', arn: administratorArn },
    { id: 'CKV2_AWS_56', asks: 'no role has all rights of IAM', arn: iamArn },
  ].map(({ id, asks, arn }): Rule => ({
    id,
    asks,
    type: role,
    isBroken: (body) => [body['managed_policy_arns'] ?? []].flat().includes(arn),
    broken: { managed_policy_arns: [arn] },
    kept: { managed_policy_arns: [] },
  })),
  {
    id: 'CKV_AWS_393',
    asks: 'roles of GitHub name their repository',
    type: role,
    isBroken: ({ assume_role_policy: text }) => {
      const trusted = String(text);
      return (
        trusted.includes('token.actions.githubusercontent.com') && !/:sub":\[?"repo:[\w.-]+\/[\w.-]+:/.test(trusted)
      );
    },
    broken: trust({ Federated: 'arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com' }),
    kept: service,
  },
  ruleAgainst('CKV_AWS_62', 'no policy allows everything', /^\*(:\*)?$/, '*'),
  ruleAgainst('CKV_AWS_63', 'no policy allows all actions', /^\*$/, '*'),
  ruleAgainst('CKV2_AWS_40', 'no policy allows all of IAM', /^(\*|iam:\*)$/i, 'iam:*'),
  // Trivy looks at managed policies alone; here it holds for those of roles.
  ruleAgainst('AWS-0342', 'no policy hands roles on', /^(\*|iam:\*|iam:PassRole)$/i, 'iam:PassRole'),
  ruleAgainst('AWS-0345', 'no policy allows all of S3', /^(\*|s3:\*)$/i, 's3:*'),
  // Trivy 0.74 was not seen to find it in a role's policy, though its text says that it looks there.
  {
    id: 'AWS-0346',
    asks: 'no policy reads and writes all buckets',
    type: policy,
    isBroken: (body) =>
      [/^(\*|s3:\*|s3:Get\*)$/i, /^(\*|s3:\*|s3:Put\*)$/i].every((pattern) =>
        grantsOf(body).some(({ action, isAnywhere }) => isAnywhere && pattern.test(action)),
      ),
    broken: grants(['s3:Get*', 's3:Put*']),
    kept: grants(['s3:Get*']),
  },
  ruleOfActions('CKV_AWS_286', 'no policy lets a role raise its own rights', 'iam:CreatePolicyVersion'),
  ruleOfActions('CKV_AWS_287', 'no policy gives credentials away', 'sts:GetFederationToken'),
  ruleOfActions('CKV_AWS_288', 'no policy reads all data of a kind', 'ssm:GetParameters', ({ action, isAnywhere }) => {
    return !(isAnywhere && takesResource(action) && /^(ssm:Get|dynamodb:(Get|Query)|sqs:Receive)/.test(action));
  }),
  ruleOfActions('CKV_AWS_289', 'no policy manages permissions', 'sqs:AddPermission'),
  ruleOfActions(
    'CKV_AWS_290',
    'no policy writes to everything',
    'sqs:SendMessage',
    ({ action, isAnywhere }) => !(isAnywhere && takesResource(action) && isWrite(action)),
  ),
  ruleOfActions(
    'CKV_AWS_355',
    'no policy names "*" where it could name a resource',
    'logs:GetQueryResults',
    ({ action, isAnywhere }) => !(isAnywhere && takesResource(action)),
  ),
];
