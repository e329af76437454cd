import { SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';

import { type AccessControl, createAccessControl } from '../../access';
import { localAccountId } from '../../local-account';
import { functionDefinition } from '../../testing/function-definition';
import { queueDefinition } from '../../testing/queue-definition';
import { rejectionOf, startTestCloud, type TestCloud, testAccessKey, testRegion } from '../../testing/start-test-cloud';
import { createSqsService } from '../create-sqs-service';
import { type SqsService } from '../sqs-service';

const { roleArn } = functionDefinition();
const functionKey = 'LOCALWORKER';

const policyOf = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] });

const allowSending = (queueArn: string, overrides: object = {}) =>
  policyOf({
    Sid: 'Senders',
    Effect: 'Allow',
    Principal: { AWS: roleArn },
    Action: 'SQS:SendMessage',
    Resource: queueArn,
    ...overrides,
  });

describe('Policies of queues, set by API', () => {
  let cloud: TestCloud;
  let service: SqsService;
  let access: AccessControl;
  let admin: SQSClient;
  let worker: SQSClient;

  const declared = queueDefinition('declared', { policy: allowSending(queueDefinition('declared').arn) });
  const bare = queueDefinition('bare');

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(service = createSqsService({ clock, region: testRegion }))], {
      principals: new Map([
        [testAccessKey, 'administrator'],
        [functionKey, 'worker'],
      ]),
      authorize: (call) => access.authorize(call),
    });
    await service.createQueues([declared, bare]);
    access = createAccessControl({
      definition: {
        region: testRegion,
        accountId: localAccountId,
        queues: [declared, bare],
        functions: [functionDefinition()],
        roles: [
          {
            name: 'worker',
            arn: roleArn,
            assumeRolePolicy: policyOf({
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Action: 'sts:AssumeRole',
            }),
            policies: [],
          },
        ],
      },
      clock: cloud.clock,
      logGroupNames: () => [],
      administrators: ['administrator'],
      queuePolicyOf: (arn) => service.policyOf(arn),
    });
    admin = new SQSClient(cloud.clientConfig);
    worker = new SQSClient({
      ...cloud.clientConfig,
      credentials: { accessKeyId: functionKey, secretAccessKey: 'made-up' },
    });
  });

  afterEach(async () => {
    await cloud.stop();
    service.close();
    admin.destroy();
    worker.destroy();
  });

  const urlOf = (name: string): string => `${cloud.gateway.url}/${localAccountId}/${name}`;

  const setPolicy = (name: string, policy: object | '') =>
    admin.send(
      new SetQueueAttributesCommand({
        QueueUrl: urlOf(name),
        Attributes: { Policy: policy === '' ? '' : JSON.stringify(policy) },
      }),
    );

  const send = (name: string) => worker.send(new SendMessageCommand({ QueueUrl: urlOf(name), MessageBody: 'x' }));

  it('allow what the role alone may not', async () => {
    const before = await rejectionOf(send('bare'));
    await setPolicy('bare', allowSending(bare.arn));
    const { MessageId } = await send('bare');

    expect(before).toMatchObject({ name: 'AccessDenied' });
    expect(MessageId).toBeDefined();
  });

  it('deny what the policy of the stacks allowed, and give it back', async () => {
    await send('declared');
    await setPolicy('declared', allowSending(declared.arn, { Effect: 'Deny' }));
    const denied = await rejectionOf(send('declared'));
    await setPolicy('declared', '');
    const withoutPolicy = await rejectionOf(send('declared'));
    await setPolicy('declared', allowSending(declared.arn));
    await send('declared');

    expect(denied).toMatchObject({ message: expect.stringContaining('explicit deny in a resource-based policy') });
    expect(withoutPolicy).toMatchObject({ message: expect.stringContaining('no identity-based policy allows') });
  });

  it('of the stacks count as used when they allow a call', async () => {
    const before = access.unusedGrants().filter(({ sid }) => sid === 'Senders');
    await send('declared');

    expect(before).toHaveLength(2);
    expect(access.unusedGrants().filter(({ sid }) => sid === 'Senders')).toEqual([]);
  });

  it('are refused where something in them is not evaluated here, and not passed over', async () => {
    const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };

    const error = await rejectionOf(setPolicy('bare', allowSending(bare.arn, { Condition: organization })));

    expect(error).toMatchObject({
      name: expect.stringMatching(/UnsupportedOperation$/),
      message: expect.stringContaining('aws:PrincipalOrgID'),
    });
  });

  it('are kept with a state, but for the queues of the stacks, which the stacks declare', async () => {
    await setPolicy('bare', allowSending(bare.arn));
    await setPolicy('declared', '');
    const records = service.dump().map((text) => JSON.parse(text) as unknown);
    const next = createSqsService({ clock: cloud.clock, region: testRegion });

    next.load(records);
    const loaded = [next.policyOf(bare.arn), next.policyOf(declared.arn)];
    await next.createQueues([declared]);

    expect(loaded).toEqual([JSON.stringify(allowSending(bare.arn)), undefined]);
    expect(next.policyOf(declared.arn)).toBe(JSON.stringify(declared.policy));
    next.close();
  });
});
