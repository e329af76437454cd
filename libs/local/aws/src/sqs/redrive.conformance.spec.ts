import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';

import { rejectionOf } from '../testing/start-test-cloud';
import { type SqsTarget, startSqsTarget } from './testing/start-sqs-target';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html';

describe(`RedriveAllowPolicy of SQS queues (${reference})`, () => {
  let sqs: SqsTarget;
  let deadUrl: string;
  let deadArn: string;

  beforeEach(async () => {
    sqs = await startSqsTarget();
    deadUrl = await sqs.createQueue('dead');
    deadArn = await sqs.arnOf(deadUrl);
  });

  afterEach(() => sqs.stop());

  const allow = (policy: object | string) =>
    sqs.client.send(
      new SetQueueAttributesCommand({
        QueueUrl: deadUrl,
        Attributes: { RedriveAllowPolicy: typeof policy === 'string' ? policy : JSON.stringify(policy) },
      }),
    );

  const createSource = (base: string) =>
    sqs.createQueue(base, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 1 }) });

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
