import {
  AddPermissionCommand,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  RemovePermissionCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';

import { rejectionOf } from '../../testing/start-test-cloud';
import { type SqsTarget, startSqsTarget } from '../testing/start-sqs-target';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`Policies of SQS queues (${reference})`, () => {
  let sqs: SqsTarget;
  let queueUrl: string;
  let queueArn: string;
  let account: string;

  beforeEach(async () => {
    sqs = await startSqsTarget();
    queueUrl = await sqs.createQueue('jobs');
    queueArn = await sqs.arnOf(queueUrl);
    account = queueArn.split(':')[4] ?? '';
  });

  afterEach(() => sqs.stop());

  const attribute = async (name: 'Policy' | 'QueueArn', QueueUrl = queueUrl): Promise<string | undefined> => {
    const { Attributes } = await sqs.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return Attributes?.[name];
  };

  const setPolicy = (Policy: string) =>
    sqs.client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy } }));

  const statement = (overrides: object = {}) => ({
    Effect: 'Allow',
    Principal: { AWS: account },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    ...overrides,
  });

  const document = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

  const add = (overrides: { Label?: string; AWSAccountIds?: string[]; Actions?: string[] } = {}) =>
    sqs.client.send(
      new AddPermissionCommand({
        QueueUrl: queueUrl,
        Label: 'senders',
        AWSAccountIds: [account],
        Actions: ['SendMessage'],
        ...overrides,
      }),
    );

  it('shows the policy that was set, and none after an empty one (API_SetQueueAttributes)', async () => {
    await setPolicy(document(statement()));
    const set = await attribute('Policy');
    await setPolicy('');

    expect(JSON.parse(set ?? '')).toMatchObject({ Statement: [{ Effect: 'Allow', Resource: queueArn }] });
    expect(await attribute('Policy')).toBeUndefined();
  });

  it('takes a policy when a queue is created (API_CreateQueue)', async () => {
    const url = await sqs.createQueue('created', { Policy: document(statement()) });

    expect(JSON.parse((await attribute('Policy', url)) ?? '')).toMatchObject({ Statement: [{ Effect: 'Allow' }] });
  });

  it('belongs to what a queue of a name is found by (API_CreateQueue)', async () => {
    const QueueName = sqs.target.uniqueName('jobs');
    const createWith = (Attributes: Record<string, string>) =>
      sqs.client.send(new CreateQueueCommand({ QueueName, Attributes }));

    const error = await rejectionOf(createWith({ Policy: document(statement()) }));
    await setPolicy(document(statement()));
    const { QueueUrl } = await createWith({ Policy: document(statement()) });

    expect(error).toMatchObject({ name: 'QueueNameExists' });
    expect(QueueUrl).toBe(queueUrl);
  });

  it.each<[string, () => string]>([
    ['no JSON', () => '{'],
    ['a statement without a resource', () => document(statement({ Resource: undefined }))],
    ['a statement without a principal', () => document(statement({ Principal: undefined }))],
    ['an action of another service', () => document(statement({ Action: 's3:GetObject' }))],
    ['an effect that there is not', () => document(statement({ Effect: 'Maybe' }))],
    ['more than twenty statements', () => document(...Array.from({ length: 21 }, () => statement()))],
    [
      'more than seven actions',
      () => document(statement({ Action: 'abcdefgh'.split('').map((end) => `sqs:${end}*`) })),
    ],
    ['more than 8192 bytes', () => document(statement({ Sid: 'x'.repeat(8192) }))],
  ])('refuses %s as a policy (API_SetQueueAttributes, quotas-policies)', async (_what, policy) => {
    const error = await rejectionOf(setPolicy(policy()));

    expect(error).toMatchObject({
      name: 'InvalidAttributeValue',
      message: 'Invalid value for the parameter Policy.',
    });
    expect(await attribute('Policy')).toBeUndefined();
  });

  it('writes statements for accounts and takes them away again (API_AddPermission, API_RemovePermission)', async () => {
    await add();
    await add({ Label: 'all', Actions: ['ReceiveMessage', 'DeleteMessage'] });
    const policy = JSON.parse((await attribute('Policy')) ?? '') as { Statement: object[] };
    await sqs.client.send(new RemovePermissionCommand({ QueueUrl: queueUrl, Label: 'senders' }));
    const left = JSON.parse((await attribute('Policy')) ?? '') as { Statement: object[] };
    await sqs.client.send(new RemovePermissionCommand({ QueueUrl: queueUrl, Label: 'all' }));

    expect(policy.Statement).toEqual([
      {
        Sid: 'senders',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'SQS:SendMessage',
        Resource: queueArn,
      },
      expect.objectContaining({ Sid: 'all', Action: ['SQS:ReceiveMessage', 'SQS:DeleteMessage'] }),
    ]);
    expect(left.Statement).toMatchObject([{ Sid: 'all' }]);
    expect(await attribute('Policy')).toBeUndefined();
  });

  it.each([
    ['a label that is taken', {}, /^InvalidParameterValue/],
    ['a label with other characters', { Label: 'a b' }, /^InvalidParameterValue/],
    ['an action that is none', { Label: 'b', Actions: ['Send'] }, /^InvalidParameterValue/],
    ['an action of the owner', { Label: 'b', Actions: ['DeleteQueue'] }, /^InvalidParameterValue/],
    ['an account that is none', { Label: 'b', AWSAccountIds: ['me'] }, /^InvalidParameterValue/],
    ['more than seven actions', { Label: 'b', Actions: Array.from({ length: 8 }, () => 'SendMessage') }, /^OverLimit/],
  ])('refuses %s (API_AddPermission)', async (_what, overrides, name) => {
    await add();

    expect(await rejectionOf(add(overrides))).toMatchObject({ name: expect.stringMatching(name) });
  });

  it('finds no statement by an unknown label (API_RemovePermission)', async () => {
    const error = await rejectionOf(
      sqs.client.send(new RemovePermissionCommand({ QueueUrl: queueUrl, Label: 'nobody' })),
    );

    expect(error).toMatchObject({ name: expect.stringMatching(/^InvalidParameterValue/) });
  });
});
