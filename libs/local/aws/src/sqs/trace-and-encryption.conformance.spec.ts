import {
  CreateQueueCommand,
  type MessageSystemAttributeValue,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';

import { rejectionOf } from '../testing/start-test-cloud';
import { type SqsTarget, startSqsTarget } from './testing/start-sqs-target';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';
const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
const traced: Record<'AWSTraceHeader', MessageSystemAttributeValue> = {
  AWSTraceHeader: { DataType: 'String', StringValue: header },
};

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`Trace headers, groups and encryption of SQS (${reference})`, () => {
  let sqs: SqsTarget;
  let target: SqsTarget['target'];
  let client: SqsTarget['client'];
  let QueueUrl: string;

  beforeEach(async () => {
    sqs = await startSqsTarget();
    ({ target, client } = sqs);
    QueueUrl = await sqs.createQueue('jobs');
  });

  afterEach(() => sqs.stop());

  const receive = (names: ('AWSTraceHeader' | 'All' | 'SentTimestamp')[], url = QueueUrl) =>
    sqs.receive(url, { VisibilityTimeout: 0, MessageSystemAttributeNames: names });

  describe('trace headers', () => {
    it('come with the message when they are asked for, and have a digest (API_SendMessage)', async () => {
      const sent = await sqs.send(QueueUrl, 'x', { MessageSystemAttributes: traced });

      const named = await receive(['AWSTraceHeader']);
      const others = await receive(['SentTimestamp']);

      // MD5 of length and text of the name, the type and the value, as the Developer Guide computes it.
      expect(sent.MD5OfMessageSystemAttributes).toBe('5ae4d5d7636402d80f4eb6d213245a88');
      expect(named[0]?.Attributes).toEqual({ AWSTraceHeader: header });
      expect(others[0]?.Attributes).not.toHaveProperty('AWSTraceHeader');
    });

    it('belong to the entry of a batch that has one (API_SendMessageBatch)', async () => {
      const { Successful = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: '1', MessageBody: 'plain' },
            { Id: '2', MessageBody: 'traced', MessageSystemAttributes: traced },
          ],
        }),
      );
      const received = await receive(['All']);

      expect(Successful.map(({ MD5OfMessageSystemAttributes: digest }) => digest !== undefined)).toEqual([false, true]);
      expect(received.map(({ Body, Attributes }) => [Body, Attributes?.['AWSTraceHeader']])).toEqual([
        ['plain', undefined],
        ['traced', header],
      ]);
    });

    it('go to the dead-letter queue (API_SetQueueAttributes)', async () => {
      const deadUrl = await sqs.createQueue('dead');
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await sqs.arnOf(deadUrl), maxReceiveCount: 1 });
      await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));
      await sqs.send(QueueUrl, 'x', { MessageSystemAttributes: traced });
      await receive([]);
      await receive([]);

      expect((await receive(['All'], deadUrl))[0]?.Attributes).toMatchObject({ AWSTraceHeader: header });
    });

    it.each([
      ['of another type', { AWSTraceHeader: { DataType: 'Number', StringValue: '1' } }],
      ['of another format', { AWSTraceHeader: { DataType: 'String', StringValue: 'root' } }],
    ])('%s are refused (API_SendMessage)', async (_what, MessageSystemAttributes) => {
      const error = await rejectionOf(sqs.send(QueueUrl, 'x', { MessageSystemAttributes }));

      expect(error).toMatchObject({ name: expect.stringMatching(/^InvalidParameterValue/) });
    });
  });

  it('takes a group in a standard queue, and no deduplication ID (API_SendMessage)', async () => {
    await sqs.send(QueueUrl, 'x', { MessageGroupId: 'tenant' });

    expect((await receive(['All']))[0]?.Attributes).toMatchObject({ MessageGroupId: 'tenant' });
    expect(await rejectionOf(sqs.send(QueueUrl, 'x', { MessageDeduplicationId: 'x' }))).toMatchObject({
      name: expect.stringMatching(/^InvalidParameterValue/),
    });
  });

  describe('encryption', () => {
    it('is by SQS unless a key is named, and the one that was set last counts (API_SetQueueAttributes)', async () => {
      const set = (Attributes: Record<string, string>) =>
        client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
      const before = await sqs.attributesOf(QueueUrl);
      await set({ KmsMasterKeyId: 'alias/aws/sqs' });
      const byKey = await sqs.attributesOf(QueueUrl);
      await set({ SqsManagedSseEnabled: 'true' });

      expect(before).toMatchObject({ SqsManagedSseEnabled: 'true' });
      expect(byKey).toMatchObject({
        KmsMasterKeyId: 'alias/aws/sqs',
        KmsDataKeyReusePeriodSeconds: '300',
        SqsManagedSseEnabled: 'false',
      });
      expect(await sqs.attributesOf(QueueUrl)).not.toHaveProperty('KmsMasterKeyId');
    });

    it.each<Record<string, string>>([
      { KmsMasterKeyId: 'alias/aws/sqs', SqsManagedSseEnabled: 'true' },
      { KmsMasterKeyId: 'alias/aws/sqs', KmsDataKeyReusePeriodSeconds: '59' },
      { SqsManagedSseEnabled: 'yes' },
    ])('is refused with %j (API_CreateQueue)', async (Attributes) => {
      const error = await rejectionOf(
        client.send(new CreateQueueCommand({ QueueName: target.uniqueName('other'), Attributes })),
      );

      expect(error).toMatchObject({ name: expect.stringMatching(/^InvalidAttribute/) });
    });
  });
});
