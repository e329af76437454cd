import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

import { type ConformanceTarget, startConformanceTarget } from '../../testing/start-conformance-target';
import { rejectionOf, testRegion } from '../../testing/start-test-cloud';
import { createSqsService } from '../create-sqs-service';
import { type SqsService } from '../sqs-service';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html';

describe(`RedriveAllowPolicy of SQS queues (${reference})`, () => {
  let target: ConformanceTarget;
  let client: SQSClient;
  let service: SqsService | undefined;
  let deadUrl: string;
  let deadArn: string;

  beforeEach(async () => {
    target = await startConformanceTarget((clock) => [(service = createSqsService({ clock, region: testRegion }))]);
    client = new SQSClient(target.clientConfig);
    deadUrl = await create('dead');
    deadArn = await arnOf(deadUrl);
  });

  afterEach(async () => {
    await target.stop();
    service?.close();
    client.destroy();
  });

  const create = async (base: string, Attributes: Record<string, string> = {}): Promise<string> => {
    const { QueueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName: target.uniqueName(base), Attributes }),
    );
    target.onStop(() => client.send(new DeleteQueueCommand({ QueueUrl })));
    return QueueUrl;
  };

  const arnOf = async (QueueUrl: string): Promise<string> =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))).Attributes?.[
      'QueueArn'
    ] ?? '';

  const allow = (policy: object | string) =>
    client.send(
      new SetQueueAttributesCommand({
        QueueUrl: deadUrl,
        Attributes: { RedriveAllowPolicy: typeof policy === 'string' ? policy : JSON.stringify(policy) },
      }),
    );

  const createSource = (base: string) =>
    create(base, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 1 }) });

  it('lets all queues, none, or those that it names have a dead-letter queue (API_SetQueueAttributes)', async () => {
    const named = deadArn.replace(/-dead$/, '-named');
    await allow({ redrivePermission: 'denyAll' });
    const denied = await rejectionOf(createSource('named'));
    await allow({ redrivePermission: 'byQueue', sourceQueueArns: [named] });
    await createSource('named');
    const other = await rejectionOf(createSource('other'));
    await allow({ redrivePermission: 'allowAll' });
    await createSource('third');

    for (const error of [denied, other]) {
      expect(error).toMatchObject({ name: expect.stringMatching(/^InvalidParameterValue/) });
    }
  });

  it.each([
    '{',
    { redrivePermission: 'some' },
    { redrivePermission: 'byQueue' },
    { redrivePermission: 'byQueue', sourceQueueArns: Array.from({ length: 11 }, (_, index) => `arn:${index}`) },
    { redrivePermission: 'allowAll', sourceQueueArns: ['arn:aws:sqs:eu-central-1:000000000000:x'] },
  ])('is refused when it is %j (API_SetQueueAttributes)', async (policy) => {
    expect(await rejectionOf(allow(policy))).toMatchObject({ name: expect.stringMatching(/^Invalid/) });
  });
});
