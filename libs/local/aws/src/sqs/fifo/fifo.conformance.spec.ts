import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';

import { rejectionOf } from '../../testing/start-test-cloud';
import { type SqsTarget, startSqsTarget } from '../testing/start-sqs-target';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`FIFO queues of SQS (${reference})`, () => {
  let sqs: SqsTarget;
  let target: SqsTarget['target'];
  let client: SqsTarget['client'];
  let queueUrl: string;
  let sentCount: number;

  beforeEach(async () => {
    sqs = await startSqsTarget();
    ({ target, client } = sqs);
    queueUrl = await create('jobs.fifo');
    sentCount = 0;
  });

  afterEach(() => sqs.stop());

  const create = (base: string, attributes: Parameters<SqsTarget['createQueue']>[1] = {}): Promise<string> =>
    sqs.createQueue(base, { FifoQueue: 'true', ...attributes });

  const attributesOf = async (QueueUrl: string): Promise<Record<string, string>> =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};

  const send = (MessageBody: string, MessageGroupId: string, overrides: Partial<SendMessageCommandInput> = {}) =>
    client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody,
        MessageGroupId,
        MessageDeduplicationId: `id-${(sentCount += 1)}`,
        ...overrides,
      }),
    );

  const receive = async (
    MaxNumberOfMessages: number,
    overrides: Partial<ReceiveMessageCommandInput> = {},
  ): Promise<Message[]> =>
    (
      await client.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages,
          MessageSystemAttributeNames: ['All'],
          ...(target.isAws && { WaitTimeSeconds: 5 }),
          ...overrides,
        }),
      )
    ).Messages ?? [];

  const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

  const remove = ({ ReceiptHandle }: Message) =>
    client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));

  const showAgain = ({ ReceiptHandle }: Message) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

  describe('names and attributes', () => {
    it.each([
      ['a FIFO queue whose name does not say so', 'plain', { FifoQueue: 'true' }],
      ['a standard queue with the name of the other kind', 'plain.fifo', {}],
      ['a FIFO queue with a further dot', 'a.b.fifo', { FifoQueue: 'true' }],
    ])('refuse %s (APIReference/API_CreateQueue)', async (_what, base, Attributes) => {
      const error = await rejectionOf(
        client.send(new CreateQueueCommand({ QueueName: target.uniqueName(base), Attributes })),
      );

      expect(error).toMatchObject({ name: expect.stringMatching(/^InvalidParameterValue/) });
    });

    it.each([{ FifoQueue: 'false' }, { ContentBasedDeduplication: 'true' }])(
      'of FIFO queues are unknown to standard ones: %j (APIReference/API_CreateQueue)',
      async (Attributes) => {
        const error = await rejectionOf(
          client.send(new CreateQueueCommand({ QueueName: target.uniqueName('plain'), Attributes: { ...Attributes } })),
        );

        expect(error).toMatchObject({ name: 'InvalidAttributeName' });
      },
    );

    it('show what kind of queue it is (APIReference/API_GetQueueAttributes)', async () => {
      expect(await attributesOf(queueUrl)).toMatchObject({
        FifoQueue: 'true',
        ContentBasedDeduplication: 'false',
        DeduplicationScope: 'queue',
        FifoThroughputLimit: 'perQueue',
      });
    });

    it('join queues and dead-letter queues of one kind only (SQSDeveloperGuide/sqs-dead-letter-queues.html)', async () => {
      const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: target.uniqueName('standard') }));
      target.onStop(() => client.send(new DeleteQueueCommand({ QueueUrl })));
      const { QueueArn } = await attributesOf(QueueUrl);
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount: 1 });

      const error = await rejectionOf(
        client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { RedrivePolicy } })),
      );

      expect(error).toMatchObject({ message: expect.stringContaining('must be same type of queue as the source') });
    });
  });

  describe('order', () => {
    it('is that of the group, of which one call gives several (SQSDeveloperGuide/FIFO-queues-understanding-logic.html)', async () => {
      for (const body of ['a1', 'a2', 'a3']) await send(body, 'a');
      await send('b1', 'b');

      const received = await receive(10);

      expect(bodiesOf(received)).toEqual(['a1', 'a2', 'a3', 'b1']);
      expect(received[0]?.Attributes).toMatchObject({
        MessageGroupId: 'a',
        MessageDeduplicationId: 'id-1',
        SequenceNumber: expect.stringMatching(/^\d+$/),
      });
    });

    it('keeps a group back while one of its messages is in flight (SQSDeveloperGuide/FIFO-queues-understanding-logic.html)', async () => {
      for (const body of ['a1', 'a2', 'a3']) await send(body, 'a');
      await send('b1', 'b');

      const [first, second] = await receive(2);
      const others = await receive(10, { WaitTimeSeconds: 0 });
      if (first) await remove(first);
      const stillLocked = await receive(10, { WaitTimeSeconds: 0 });
      if (second) await remove(second);
      const after = await receive(10);

      expect(bodiesOf([first ?? {}, second ?? {}])).toEqual(['a1', 'a2']);
      expect(bodiesOf(others)).toEqual(['b1']);
      expect(stillLocked).toEqual([]);
      expect(bodiesOf(after)).toEqual(['a3']);
    });

    it('is the same for messages that come back together (SQSDeveloperGuide/sqs-visibility-timeout.html)', async () => {
      for (const body of ['a1', 'a2', 'a3']) await send(body, 'a');
      await receive(3, { VisibilityTimeout: 10 });

      await target.pass(11_000);
      const again = await receive(10);

      expect(bodiesOf(again)).toEqual(['a1', 'a2', 'a3']);
      expect(again.map(({ Attributes }) => Attributes?.['ApproximateReceiveCount'])).toEqual(['2', '2', '2']);
    });

    it('is the same in every order in which messages are given back (APIReference/API_ChangeMessageVisibility)', async () => {
      for (const body of ['a1', 'a2', 'a3']) await send(body, 'a');

      for (const message of await receive(3)) await showAgain(message);

      expect(bodiesOf(await receive(10))).toEqual(['a1', 'a2', 'a3']);
    });

    it('gives each message once in a call with a visibility timeout of 0 (APIReference/API_ReceiveMessage)', async () => {
      for (const body of ['a1', 'a2']) await send(body, 'a');

      expect(bodiesOf(await receive(10, { VisibilityTimeout: 0 }))).toEqual(['a1', 'a2']);
    });

    it('is that of the entries of a batch, duplicates left out (APIReference/API_SendMessageBatch)', async () => {
      const { Successful = [], Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: [
            { Id: '1', MessageBody: 'a1', MessageGroupId: 'a', MessageDeduplicationId: 'x' },
            { Id: '2', MessageBody: 'a2', MessageGroupId: 'a', MessageDeduplicationId: 'y' },
            { Id: '3', MessageBody: 'a3', MessageGroupId: 'a', MessageDeduplicationId: 'x' },
            { Id: '4', MessageBody: 'a4', MessageGroupId: 'a' },
          ],
        }),
      );

      expect(Successful.map(({ Id }) => Id)).toEqual(['1', '2', '3']);
      expect(Successful[2]?.MessageId).toBe(Successful[0]?.MessageId);
      expect(Failed).toMatchObject([{ Id: '4', Code: 'InvalidParameterValue', SenderFault: true }]);
      expect(bodiesOf(await receive(10))).toEqual(['a1', 'a2']);
    });
  });

  describe('deduplication', () => {
    it('takes an ID once, received or not (SQSDeveloperGuide/using-messagededuplicationid-property.html)', async () => {
      const first = await send('one', 'a', { MessageDeduplicationId: 'same' });
      for (const message of await receive(1)) await remove(message);
      await target.pass(20_000);
      const second = await send('two', 'b', { MessageDeduplicationId: 'same' });

      expect(second.MessageId).toBe(first.MessageId);
      expect(second.SequenceNumber).toBe(first.SequenceNumber);
      expect(await receive(10, { WaitTimeSeconds: 0 })).toEqual([]);
    });

    it('goes by the body where the queue says so (APIReference/API_SendMessage)', async () => {
      queueUrl = await create('content.fifo', { ContentBasedDeduplication: 'true' });
      const noId = { MessageDeduplicationId: undefined };

      const sent = [await send('x', 'a', noId), await send('x', 'b', noId), await send('y', 'a', noId)];

      expect(sent[1]?.MessageId).toBe(sent[0]?.MessageId);
      expect(bodiesOf(await receive(10))).toEqual(['x', 'y']);
    });
  });

  describe('deduplication by group', () => {
    const byGroup = { DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };

    it('takes an ID once in each group, whose messages show it (high-throughput-fifo.html)', async () => {
      queueUrl = await create('groups.fifo', byGroup);
      for (const group of ['a', 'b', 'a']) await send(group, group, { MessageDeduplicationId: 'same' });

      const received = await receive(10);

      expect(bodiesOf(received)).toEqual(['a', 'b']);
      expect(received.map(({ Attributes }) => Attributes?.['MessageDeduplicationId'])).toEqual(['same', 'same']);
    });

    it('goes by the body in each group, and can be switched on later (APIReference/API_SetQueueAttributes)', async () => {
      queueUrl = await create('later.fifo', { ContentBasedDeduplication: 'true' });
      await client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: byGroup }));
      for (const group of ['a', 'b', 'a']) await send('x', group, { MessageDeduplicationId: undefined });

      const received = await receive(10);

      expect(received.map(({ Attributes }) => Attributes?.['MessageGroupId'])).toEqual(['a', 'b']);
      expect(received[0]?.Attributes?.['MessageDeduplicationId']).toMatch(/^[0-9a-f]{64}$/);
      expect(await attributesOf(queueUrl)).toMatchObject(byGroup);
    });

    it('is needed for a throughput by group (APIReference/API_CreateQueue)', async () => {
      const Attributes = { FifoThroughputLimit: 'perMessageGroupId' };

      const error = await rejectionOf(client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes })));

      expect(error).toMatchObject({ name: expect.stringMatching(/^Invalid/) });
    });
  });

  describe('refusals', () => {
    it.each<[string, Partial<SendMessageCommandInput>, string, RegExp]>([
      ['no group', { MessageGroupId: undefined }, 'MissingParameter', /parameter MessageGroupId/],
      ['nothing to tell duplicates by', { MessageDeduplicationId: undefined }, 'InvalidParameterValue', /ContentBased/],
      ['a delay', { DelaySeconds: 5 }, 'InvalidParameterValue', /not valid for this queue type/],
      ['a group with a space', { MessageGroupId: 'a b' }, 'InvalidParameterValue', /MessageGroupId/],
      ['a long ID', { MessageDeduplicationId: 'x'.repeat(129) }, 'InvalidParameterValue', /MessageDeduplicationId/],
    ])('are for %s (APIReference/API_SendMessage)', async (_what, overrides, name, message) => {
      const error = await rejectionOf(send('x', 'a', overrides));

      expect(error).toMatchObject({
        name: expect.stringMatching(`^${name}`),
        message: expect.stringMatching(message),
      });
    });

    it('are for the batch as a whole where a group is missing (APIReference/API_SendMessageBatch)', async () => {
      const Entries = [
        { Id: '1', MessageBody: 'x', MessageGroupId: 'a', MessageDeduplicationId: 'x' },
        { Id: '2', MessageBody: 'y', MessageDeduplicationId: 'y' },
      ];

      const error = await rejectionOf(client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries })));

      expect(error).toMatchObject({ name: expect.stringMatching(/^MissingParameter/) });
    });
  });

  it('delays every message alike, by the queue (SQSDeveloperGuide/sqs-delay-queues.html)', async () => {
    queueUrl = await create('delayed.fifo', { DelaySeconds: '10' });
    for (const body of ['a1', 'a2']) await send(body, 'a');

    const early = await receive(10, { WaitTimeSeconds: 0 });
    const { ApproximateNumberOfMessagesDelayed } = await attributesOf(queueUrl);
    await target.pass(11_000);

    expect(early).toEqual([]);
    expect(ApproximateNumberOfMessagesDelayed).toBe('2');
    expect(bodiesOf(await receive(10))).toEqual(['a1', 'a2']);
  });

  it('buries messages in order, and lets the group go on (SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html)', async () => {
    const deadUrl = await create('dead.fifo');
    const { QueueArn } = await attributesOf(deadUrl);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount: 1 });
    await client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { RedrivePolicy } }));
    for (const body of ['a1', 'a2']) await send(body, 'a');
    for (const message of await receive(2)) await showAgain(message);
    await send('a3', 'a');

    const next = await receive(10);
    const dead = await receive(10, { QueueUrl: deadUrl });

    expect(bodiesOf(next)).toEqual(['a3']);
    expect(bodiesOf(dead)).toEqual(['a1', 'a2']);
    expect(dead[0]?.Attributes).toMatchObject({ MessageGroupId: 'a', MessageDeduplicationId: dead[0]?.MessageId });
  });

  it('takes dead letters back in order, as new messages (APIReference/API_StartMessageMoveTask)', async () => {
    const deadUrl = await create('dead.fifo');
    const { QueueArn: SourceArn } = await attributesOf(deadUrl);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 1 });
    await client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { RedrivePolicy } }));
    for (const body of ['a1', 'a2']) await send(body, 'a');
    for (const message of await receive(2)) await showAgain(message);
    await receive(2, { WaitTimeSeconds: 0 });

    await client.send(new StartMessageMoveTaskCommand({ SourceArn }));
    if (target.isAws) await target.pass(10_000);
    const again = await receive(10);

    expect(bodiesOf(again)).toEqual(['a1', 'a2']);
    expect(again[0]?.Attributes).toMatchObject({ MessageGroupId: 'a', ApproximateReceiveCount: '1' });
  });

  it('keeps dead letters of several queues in the order of their death, and as long as itself (SQSDeveloperGuide/sqs-dead-letter-queues.html)', async () => {
    const deadUrl = await create('dead.fifo', { MessageRetentionPeriod: '60' });
    const { QueueArn } = await attributesOf(deadUrl);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount: 1 });
    const bury = async (body: string): Promise<void> => {
      await send(body, 'a');
      for (const message of await receive(1)) await showAgain(message);
      await receive(1, { WaitTimeSeconds: 0 });
    };
    queueUrl = await create('second.fifo', { RedrivePolicy, VisibilityTimeout: '50' });
    await send('older', 'a');
    await receive(1);
    await target.pass(51_000);
    await receive(1, { WaitTimeSeconds: 0 });
    await bury('first');
    queueUrl = await create('third.fifo', { RedrivePolicy });
    await bury('second');
    await target.pass(30_000);

    expect(bodiesOf(await receive(10, { QueueUrl: deadUrl }))).toEqual(['older', 'first', 'second']);
  });

  it('loses messages that are older than the retention (APIReference/API_SetQueueAttributes)', async () => {
    queueUrl = await create('brief.fifo', { MessageRetentionPeriod: '60' });
    await send('old', 'a');
    await target.pass(40_000);
    await send('young', 'a');
    await target.pass(25_000);

    expect(bodiesOf(await receive(10))).toEqual(['young']);
  });
});
