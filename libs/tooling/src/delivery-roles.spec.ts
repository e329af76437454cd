import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { decide, parsePolicy, type RequestContext } from '@pulso/local/iam';

import { stacksInOrder } from '../deploy/deploy-order';
import { callsOfResources } from './testing/calls-of-resources';

type Role = 'preview' | 'plan' | 'apply';

const root = join(__dirname, '../../..');
const folder = join(root, 'infra/delivery-roles');

/** A stage of an installation. The name of the bucket is free. */
const installation: Readonly<Record<string, string>> = {
  ACCOUNT_ID: '123456789012',
  REGION: 'eu-central-1',
  STAGE: 'prod',
  STATE_BUCKET: 'state',
  OWNER: 'octo-org',
  NAME: 'octo-repo',
  OWNER_ID: '1234',
  REPOSITORY_ID: '5678',
};

const readDocument = (file: string): unknown =>
  JSON.parse(
    readFileSync(join(folder, file), 'utf8').replace(/<(\w+)>/g, (_, name: string) => {
      const value = installation[name];
      if (value === undefined) throw new Error(`${file} has the unknown placeholder <${name}>.`);
      return value;
    }),
  );

const conditionKeys = new Set(['lambda:functionarn', 'iam:passedtoservice', 's3:prefix']);

const allows = (role: Role, action: string, resource: string, context: RequestContext = {}): boolean => {
  const policy = parsePolicy(readDocument(`${role}-policy.json`), { kind: 'identity', where: role, conditionKeys });
  const principal = {
    type: 'role',
    roleArn: `arn:aws:iam::123456789012:role/github-pulso-prod-${role}`,
    sessionArn: `arn:aws:sts::123456789012:assumed-role/github-pulso-prod-${role}/run`,
    accountId: '123456789012',
  } as const;
  return decide({ principal, action, resource, context }, { identity: policy, resource: [] }).allowed;
};

/** The resource types that stacks and constructs name, by their bindings' names. */
const typesInUse = [
  ...new Set(
    readdirSync(join(root, 'infra'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
      .flatMap((path) => [
        ...readFileSync(join(root, 'infra', path), 'utf8').matchAll(/@cdktn\/provider-aws\/lib\/([a-z0-9-]+)/g),
      ])
      .map(([, type = '']) => type)
      .filter((type) => type !== 'provider' && !type.startsWith('data-')),
  ),
].sort();

describe('the delivery roles', () => {
  it('know the calls of every resource type that a stack has', () => {
    expect(typesInUse.length).toBeGreaterThan(10);
    expect(typesInUse.filter((type) => callsOfResources[type] === undefined)).toEqual([]);
  });

  it.each(Object.entries(callsOfResources))('let a plan read and an apply write %s', (_, calls) => {
    for (const { arn, reads, writes, context } of calls) {
      const denied = (role: Role, actions: readonly string[]) =>
        actions.filter((action) => !allows(role, action, arn, context));

      expect(denied('plan', reads)).toEqual([]);
      expect(denied('apply', [...reads, ...writes])).toEqual([]);
      expect(denied('plan', writes)).toEqual(writes);
      expect(denied('preview', [...reads, ...writes])).toEqual([...reads, ...writes]);
    }
  });

  const state = 'arn:aws:s3:::state/pulso/prod/bot.tfstate';

  it('let every role read the state, and an apply alone write and lock it', () => {
    for (const role of ['preview', 'plan', 'apply'] as const) {
      expect(allows(role, 's3:GetObject', state)).toBe(true);
      expect(allows(role, 's3:ListBucket', 'arn:aws:s3:::state', { 's3:prefix': 'pulso/prod/bot.tfstate' })).toBe(true);
      for (const object of [state, `${state}.tflock`]) {
        expect(allows(role, 's3:PutObject', object)).toBe(role === 'apply');
      }
      expect(allows(role, 's3:DeleteObject', `${state}.tflock`)).toBe(role === 'apply');
      expect(allows(role, 's3:DeleteObject', state)).toBe(false);
    }
  });

  const parameter = (name: string) => `arn:aws:ssm:eu-central-1:123456789012:parameter/pulso/prod/${name}`;

  it('let every role read what is deployed, and an apply alone say it', () => {
    for (const role of ['preview', 'plan', 'apply'] as const) {
      expect(allows(role, 'ssm:GetParameter', parameter('deployed/bot'))).toBe(true);
      expect(allows(role, 'ssm:PutParameter', parameter('deployed/bot'))).toBe(role === 'apply');
    }
  });

  it('keep secrets from the role that runs code of pull requests', () => {
    expect(allows('preview', 'ssm:GetParameter', parameter('bot-token'))).toBe(false);
    expect(allows('preview', 'ssm:GetParameters', parameter('pseudonym-key'))).toBe(false);
  });

  const account = '123456789012';

  it.each([
    ['another stage', 'lambda:UpdateFunctionCode', `arn:aws:lambda:eu-central-1:${account}:function:pulso-test-bot`],
    ['what is not of Pulso', 'dynamodb:DeleteTable', `arn:aws:dynamodb:eu-central-1:${account}:table/orders`],
    ['the state of another stage', 's3:PutObject', 'arn:aws:s3:::state/pulso/test/bot.tfstate'],
    ['its own role', 'iam:PutRolePolicy', `arn:aws:iam::${account}:role/github-pulso-prod-apply`],
    ['the trust of its own role', 'iam:UpdateAssumeRolePolicy', `arn:aws:iam::${account}:role/github-pulso-prod-apply`],
    ['managed policies', 'iam:AttachRolePolicy', `arn:aws:iam::${account}:role/pulso-prod-bot`],
    ['users', 'iam:CreateUser', `arn:aws:iam::${account}:user/pulso-prod-bot`],
    ['items of tables', 'dynamodb:GetItem', `arn:aws:dynamodb:eu-central-1:${account}:table/pulso-prod-users`],
    ['messages', 'sqs:ReceiveMessage', `arn:aws:sqs:eu-central-1:${account}:pulso-prod-query-jobs`],
    ['log events', 'logs:StartQuery', `arn:aws:logs:eu-central-1:${account}:log-group:/aws/lambda/pulso-prod-bot:*`],
    ['calls of functions', 'lambda:InvokeFunction', `arn:aws:lambda:eu-central-1:${account}:function:pulso-prod-bot`],
  ])('leave %s to others', (_, action, resource) => {
    expect(['preview', 'plan', 'apply'].filter((role) => allows(role as Role, action, resource))).toEqual([]);
  });

  it('hand roles to Lambda and the Scheduler alone', () => {
    const passes = (service: string) =>
      allows('apply', 'iam:PassRole', `arn:aws:iam::${account}:role/pulso-prod-bot`, {
        'iam:passedtoservice': service,
      });

    expect(passes('lambda.amazonaws.com')).toBe(true);
    expect(passes('ec2.amazonaws.com')).toBe(false);
  });

  it('have the placeholders that the instructions fill', () => {
    const placeholders = (text: string) => [...new Set(text.match(/<[A-Z_]+>/g))].sort();
    const documents = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));

    expect(placeholders(documents.join())).toEqual(placeholders(readFileSync(join(root, 'docs/delivery.md'), 'utf8')));
  });

  it.each(['preview', 'plan', 'apply'])('fit into a policy of a role: %s', (role) => {
    const text = JSON.stringify(readDocument(`${role}-policy.json`));

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(text.length).toBeLessThan(10_240);
  });
});

describe('the trust of the delivery roles', () => {
  const claims = (role: Role): Readonly<Record<string, unknown>> => {
    const document = readDocument(`${role}-trust.json`) as {
      Statement: [{ Effect: string; Action: string; Condition: { StringEquals: Record<string, unknown> } }];
    };
    const [{ Condition, ...statement }, ...rest] = document.Statement;
    expect(rest).toEqual([]);
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
    });
    expect(Object.keys(Condition)).toEqual(['StringEquals']);
    return Object.fromEntries(
      Object.entries(Condition.StringEquals).map(([key, value]) => [
        key.replace('token.actions.githubusercontent.com:', ''),
        value,
      ]),
    );
  };
  const ofEnvironments = (...environments: string[]) => ({
    aud: 'sts.amazonaws.com',
    repository_id: '5678',
    sub: environments.flatMap((environment) => [
      `repo:octo-org/octo-repo:environment:${environment}`,
      `repo:octo-org@1234/octo-repo@5678:environment:${environment}`,
    ]),
  });
  const workflow = (name: string) => `octo-org/octo-repo/.github/workflows/${name}@refs/heads/main`;

  it('is in the environment of each role, and beyond previews in workflows of main', () => {
    expect(claims('preview')).toEqual(ofEnvironments('prod-preview'));
    expect(claims('plan')).toEqual({
      ...ofEnvironments('prod-plan'),
      ref: 'refs/heads/main',
      job_workflow_ref: [workflow('deploy.yml'), workflow('drift.yml')],
    });
    expect(claims('apply')).toEqual({
      // Each by its name: a branch can make a further environment, which no person has to approve.
      ...ofEnvironments(...stacksInOrder(root).map((stack) => `prod-${stack}`)),
      ref: 'refs/heads/main',
      job_workflow_ref: workflow('deploy.yml'),
    });
  });

  it.each(['preview', 'plan', 'apply'])('fits into a role with names of 20 characters: %s', (role) => {
    const long = 'x'.repeat(20);
    const text = JSON.stringify(readDocument(`${role}-trust.json`)).replace(/octo-org|octo-repo/g, long);

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(text.length).toBeLessThanOrEqual(2_048);
  });
});
