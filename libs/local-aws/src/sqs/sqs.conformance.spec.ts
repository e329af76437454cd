import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

import { queueDefinition } from '../testing/queue-definition';
import { rejectionOf, startTestCloud, type TestCloud, testStartMs } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { localQueueUrl } from './queue-urls';
import { type SqsService } from './sqs-service';

const secondMs = 1000;

describe('SQS', () => {
  let cloud: TestCloud;
  let sqs: SqsService;
  let client: SQSClient;
  let queueUrl: string;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(sqs = createSqsService({ clock, region: 'eu-central-1' }))]);
    client = new SQSClient(cloud.clientConfig);
    await sqs.createQueues([
      queueDefinition('jobs', {
        redrive: { deadLetterTargetArn: queueDefinition('jobs-dead').arn, maxReceiveCount: 2 },
      }),
      queueDefinition('jobs-dead'),
    ]);
    queueUrl = localQueueUrl(cloud.gateway.url, 'jobs');
  });

  afterEach(async () => {
    client.destroy();
    sqs.close();
    await cloud.stop();
  });

  const send = (MessageBody: string, overrides: Partial<SendMessageCommandInput> = {}) =>
    client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, ...overrides }));
  const sendBatch = (...Entries: SendMessageBatchRequestEntry[]) =>
    client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  const receive = async (overrides: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, ...overrides })))
      .Messages ?? [];
  const remove = (ReceiptHandle: string | undefined) =>
    client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  const changeVisibility = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout }));
  const advance = (seconds: number): Promise<void> => cloud.clock.runUntil(cloud.clock.nowMs() + seconds * secondMs);
  const bodies = (messages: Message[]): (string | undefined)[] => messages.map(({ Body }) => Body);

  describe('queue URLs', () => {
    it('point at the gateway, whoever gives them', async () => {
      const found = await client.send(new GetQueueUrlCommand({ QueueName: 'jobs' }));
      const created = await client.send(new CreateQueueCommand({ QueueName: 'more' }));
      const listed = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'jobs' }));

      expect(found.QueueUrl).toBe(queueUrl);
      expect(created.QueueUrl).toBe(localQueueUrl(cloud.gateway.url, 'more'));
      expect(listed.QueueUrls).toEqual([queueUrl, localQueueUrl(cloud.gateway.url, 'jobs-dead')]);
    });

    it.each([
      ['a queue that nobody created', '/000000000000/nothing'],
      ['another account', '/123456789012/jobs'],
      ['a longer path', '/000000000000/jobs/x'],
    ])('of %s give QueueDoesNotExist', async (_title, path) => {
      const error = await rejectionOf(send('x', { QueueUrl: cloud.gateway.url + path }));

      expect(error).toMatchObject({ name: 'QueueDoesNotExist', message: 'The specified queue does not exist.' });
    });

    it('that are none are refused', async () => {
      const error = await rejectionOf(sqs.send('no queue', { body: 'x' }));

      expect(error).toMatchObject({ code: 'QueueDoesNotExist' });
    });
  });

  describe('sending and receiving', () => {
    it('gives back a body of any allowed character, emoji included', async () => {
      const body = 'tab\there, Ünï, 日本, 😀 and 👩‍👩‍👧, \u{10FFFF}, <b>&</b>, \uE000\uFFFD';

      await send(body);
      const [message] = await receive();

      expect(message?.Body).toBe(body);
    });

    it.each([
      ['a control character', 'a\u0000b'],
      ['half of a surrogate pair', 'a\uD83Db'],
      ['a noncharacter', 'a\uFFFFb'],
    ])('refuses %s', async (_title, body) => {
      const error = await rejectionOf(sqs.send('jobs', { body }));
      const batch = await sendBatch({ Id: 'good', MessageBody: 'fine 😀' }, { Id: 'bad', MessageBody: 'a\u0001' });

      expect(error).toMatchObject({ code: 'InvalidMessageContents' });
      expect(batch.Successful).toMatchObject([{ Id: 'good' }]);
      expect(batch.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }]);
    });

    it('refuses an empty body', async () => {
      const single = await rejectionOf(send(''));
      const batch = await rejectionOf(sendBatch({ Id: 'a', MessageBody: '' }));

      expect(single).toMatchObject({ name: 'MissingParameter' });
      expect(batch).toMatchObject({ name: 'MissingParameter' });
    });

    it('takes 1 MiB and not a byte more', async () => {
      await send('a'.repeat(1_048_576));

      const error = await rejectionOf(send('a'.repeat(1_048_577)));
      const batch = await rejectionOf(
        sendBatch({ Id: 'a', MessageBody: 'a'.repeat(600_000) }, { Id: 'b', MessageBody: 'a'.repeat(600_000) }),
      );

      expect(error).toMatchObject({ name: 'InvalidParameterValue' });
      expect(batch).toMatchObject({ name: 'BatchRequestTooLong' });
    });

    it('gives system attributes when asked for them', async () => {
      await send('x');
      await advance(5);

      const [message] = await receive({ MessageSystemAttributeNames: ['All'] });

      expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', SenderId: '000000000000' });
      const sentMs = Number(message?.Attributes?.['SentTimestamp']);
      expect(sentMs).toBeGreaterThanOrEqual(testStartMs);
      expect(Number(message?.Attributes?.['ApproximateFirstReceiveTimestamp'])).toBeGreaterThanOrEqual(sentMs + 5000);
    });

    it('gives message attributes only to those who ask', async () => {
      const MessageAttributes = {
        source: { DataType: 'String', StringValue: 'test' },
        raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
      };
      await send('x', { MessageAttributes });

      const [silent] = await receive({ VisibilityTimeout: 0 });
      const [asked] = await receive({ MessageAttributeNames: ['All'], VisibilityTimeout: 0 });
      await send('y', { MessageAttributes });

      expect(silent).not.toHaveProperty('MessageAttributes');
      expect(silent).not.toHaveProperty('MD5OfMessageAttributes');
      expect(asked?.MessageAttributes).toEqual(MessageAttributes);
    });

    it('refuses message attributes without a value and more than ten', async () => {
      const value = { DataType: 'String', StringValue: 'x' };

      const empty = await rejectionOf(send('x', { MessageAttributes: { a: { DataType: 'String' } } }));
      const many = await rejectionOf(
        send('x', { MessageAttributes: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`a${n}`, value])) }),
      );

      expect(empty).toMatchObject({ name: 'InvalidParameterValue' });
      expect(many).toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('receives at most ten at a time', async () => {
      for (let n = 0; n < 12; n += 1) await sqs.send('jobs', { body: String(n) });

      const first = await receive();
      const rest = await receive();
      const error = await rejectionOf(receive({ MaxNumberOfMessages: 11 }));

      expect(first).toHaveLength(10);
      expect(new Set(bodies([...first, ...rest]))).toHaveProperty('size', 12);
      expect(error).toMatchObject({ name: 'InvalidParameterValue' });
    });
  });

  describe('batches', () => {
    it('report every entry by itself', async () => {
      const output = await sendBatch(
        { Id: 'good', MessageBody: 'a' },
        { Id: 'late', MessageBody: 'b', DelaySeconds: 901 },
        { Id: 'longest', MessageBody: 'c', DelaySeconds: 900 },
      );

      expect(output.Successful?.map(({ Id }) => Id)).toEqual(['good', 'longest']);
      expect(output.Failed).toEqual([
        expect.objectContaining({ Id: 'late', Code: 'InvalidParameterValue', SenderFault: true }),
      ]);
      expect(sqs.depths('jobs')).toEqual({ visible: 1, delayed: 1, inFlight: 0 });
    });

    it('answer even when no entry is accepted', async () => {
      const output = await sendBatch({ Id: 'a', MessageBody: 'a', DelaySeconds: -1 });

      expect(output.Failed).toMatchObject([{ Id: 'a' }]);
      expect(output.Successful ?? []).toEqual([]);
    });

    it.each([
      ['nothing', [], 'EmptyBatchRequest'],
      [
        'eleven entries',
        Array.from({ length: 11 }, (_, n) => ({ Id: `m${n}`, MessageBody: 'x' })),
        'TooManyEntriesInBatchRequest',
      ],
      [
        'the same id twice',
        [
          { Id: 'a', MessageBody: 'x' },
          { Id: 'a', MessageBody: 'y' },
        ],
        'BatchEntryIdsNotDistinct',
      ],
      ['an id with a space', [{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId'],
      ['an id of 81 letters', [{ Id: 'a'.repeat(81), MessageBody: 'x' }], 'InvalidBatchEntryId'],
    ])('of %s are refused as a whole', async (_title, entries, name) => {
      const error = await rejectionOf(sendBatch(...entries));

      expect(error).toMatchObject({ name });
      expect(sqs.visibleMessageCount('jobs')).toBe(0);
    });

    it('delete and change visibility entry by entry', async () => {
      await sendBatch({ Id: 'a', MessageBody: 'a' }, { Id: 'b', MessageBody: 'b' });
      const [one, other] = await receive();

      const changed = await client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl,
          Entries: [
            { Id: 'good', ReceiptHandle: one?.ReceiptHandle, VisibilityTimeout: 0 },
            { Id: 'bad', ReceiptHandle: 'nonsense', VisibilityTimeout: 0 },
          ],
        }),
      );
      const deleted = await client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: [
            { Id: 'good', ReceiptHandle: other?.ReceiptHandle },
            { Id: 'bad', ReceiptHandle: 'nonsense' },
          ],
        }),
      );

      expect(changed.Successful).toEqual([{ Id: 'good' }]);
      expect(changed.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
      expect(deleted.Successful).toEqual([{ Id: 'good' }]);
      expect(deleted.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
      expect(sqs.depths('jobs')).toEqual({ visible: 1, delayed: 0, inFlight: 0 });
    });
  });

  describe('visibility', () => {
    it('hides a message for its timeout, to the second', async () => {
      await send('x');
      await receive();

      await advance(29);
      const early = await receive();
      await advance(2);
      const again = await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });

      expect(early).toEqual([]);
      expect(again[0]?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
    });

    it('can be overridden by a receive', async () => {
      await send('x');
      await receive({ VisibilityTimeout: 100 });

      await advance(99);
      const early = await receive();
      await advance(2);

      expect(early).toEqual([]);
      expect(await receive()).toHaveLength(1);
    });

    it('ends at once when it is changed to 0', async () => {
      await send('x');
      const [message] = await receive();

      await changeVisibility(message?.ReceiptHandle, 0);

      expect(await receive()).toHaveLength(1);
    });

    it('is extended from now on', async () => {
      await send('x');
      const [message] = await receive();
      await advance(20);

      await changeVisibility(message?.ReceiptHandle, 30);
      await advance(25);
      const early = await receive();
      await advance(6);

      expect(early).toEqual([]);
      expect(await receive()).toHaveLength(1);
    });

    it('of a message that is visible again can not be changed', async () => {
      await send('x');
      const [message] = await receive();
      await advance(31);

      const error = await rejectionOf(changeVisibility(message?.ReceiptHandle, 30));

      expect(error).toMatchObject({ name: 'MessageNotInflight' });
    });

    it.each([-1, 43_201])('is not changed to %d seconds', async (seconds) => {
      await send('x');
      const [message] = await receive();

      const error = await rejectionOf(changeVisibility(message?.ReceiptHandle, seconds));

      expect(error).toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('is told from a receipt handle that never was one', async () => {
      const change = await rejectionOf(changeVisibility('nonsense', 0));
      const deletion = await rejectionOf(remove('nonsense'));

      expect(change).toMatchObject({ name: 'ReceiptHandleIsInvalid' });
      expect(deletion).toMatchObject({ name: 'ReceiptHandleIsInvalid' });
    });
  });

  describe('deleting', () => {
    it('is final and can be repeated', async () => {
      await send('x');
      const [message] = await receive();

      await remove(message?.ReceiptHandle);
      await remove(message?.ReceiptHandle);
      await advance(60);

      expect(await receive()).toEqual([]);
      expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
    });

    it('purges everything at once', async () => {
      await send('a');
      await send('b', { DelaySeconds: 10 });

      await client.send(new PurgeQueueCommand({ QueueUrl: queueUrl }));

      expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
    });

    it('removes a queue', async () => {
      await client.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));

      expect(await rejectionOf(send('x'))).toMatchObject({ name: 'QueueDoesNotExist' });
    });
  });

  describe('delay', () => {
    it('keeps a message back, to the second', async () => {
      await send('x', { DelaySeconds: 900 });

      await advance(899);
      const early = await receive();
      await advance(2);

      expect(early).toEqual([]);
      expect(bodies(await receive())).toEqual(['x']);
    });

    it('is the queue’s own unless the message has one', async () => {
      await sqs.createQueues([queueDefinition('slow', { delaySeconds: 60 })]);
      await sqs.send('slow', { body: 'slow' });
      await sqs.send('slow', { body: 'fast', delaySeconds: 0 });

      expect(sqs.depths('slow')).toEqual({ visible: 1, delayed: 1, inFlight: 0 });
    });

    it.each([-1, 901, 1.5])('is refused at %d seconds', async (DelaySeconds) => {
      const error = await rejectionOf(send('x', { DelaySeconds }));

      expect(error).toMatchObject({ name: 'InvalidParameterValue' });
    });
  });

  describe('long polls', () => {
    it('end as soon as a message comes', async () => {
      const waiting = receive({ WaitTimeSeconds: 20 });

      await send('x');

      expect(bodies(await waiting)).toEqual(['x']);
    });

    it('end when a delay has passed on a clock that jumps', async () => {
      await send('x', { DelaySeconds: 600 });
      const waiting = receive({ WaitTimeSeconds: 20 });

      await advance(601);

      expect(bodies(await waiting)).toEqual(['x']);
    });

    it('end empty when the service is closed', async () => {
      const waiting = sqs.receive('jobs', { maxMessages: 1, waitSeconds: 20 });

      sqs.close();

      expect(await waiting).toEqual([]);
      expect(await sqs.receive('jobs', { maxMessages: 1, waitSeconds: 20 })).toEqual([]);
    });

    it('are refused above 20 seconds', async () => {
      expect(await rejectionOf(receive({ WaitTimeSeconds: 21 }))).toMatchObject({ name: 'InvalidParameterValue' });
    });
  });

  describe('redrive', () => {
    it('moves a message after its last receive and keeps its identity', async () => {
      const { MessageId } = await send('poison', {
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'bad' } },
      });
      for (let n = 0; n < 2; n += 1) {
        expect(await receive()).toHaveLength(1);
        await advance(31);
      }

      const third = await receive();
      const dead = await sqs.receive('jobs-dead', { maxMessages: 10, waitSeconds: 0 });

      expect(third).toEqual([]);
      expect(dead).toMatchObject([
        { messageId: MessageId, body: 'poison', messageAttributes: { kind: { StringValue: 'bad' } } },
      ]);
    });

    it.each([
      ['a queue that does not exist', { deadLetterTargetArn: queueDefinition('nothing').arn, maxReceiveCount: 3 }],
      ['no queue', { maxReceiveCount: 3 }],
      ['a count of 0', { deadLetterTargetArn: queueDefinition('jobs-dead').arn, maxReceiveCount: 0 }],
      ['a count of 1001', { deadLetterTargetArn: queueDefinition('jobs-dead').arn, maxReceiveCount: 1001 }],
    ])('to %s is refused', async (_title, policy) => {
      const Attributes = { RedrivePolicy: JSON.stringify(policy) };

      const create = await rejectionOf(client.send(new CreateQueueCommand({ QueueName: 'new', Attributes })));
      const set = await rejectionOf(client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes })));

      expect(create).toMatchObject({ name: 'InvalidParameterValue' });
      expect(set).toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('policies that are no JSON are refused', async () => {
      const Attributes = { RedrivePolicy: '{' };

      const error = await rejectionOf(client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes })));

      expect(error).toMatchObject({ name: 'InvalidParameterValue' });
    });
  });

  describe('attributes', () => {
    it('are given by name, all or none', async () => {
      const get = async (...AttributeNames: ('All' | 'VisibilityTimeout')[]) =>
        (await client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames }))).Attributes;

      const [all, one, none] = [await get('All'), await get('VisibilityTimeout'), await get()];

      expect(all).toMatchObject({ QueueArn: queueDefinition('jobs').arn, ApproximateNumberOfMessages: '0' });
      expect(one).toEqual({ VisibilityTimeout: '30' });
      expect(none ?? {}).toEqual({});
    });

    it('that SQS does not know are refused', async () => {
      const Attributes: Record<string, string> = { Colour: 'red' };

      const error = await rejectionOf(client.send(new CreateQueueCommand({ QueueName: 'new', Attributes })));

      expect(error).toMatchObject({ name: 'InvalidAttributeName' });
    });

    it('of a declaration for another account or region are refused', async () => {
      const elsewhere = queueDefinition('elsewhere', { arn: 'arn:aws:sqs:us-east-1:123456789012:elsewhere' });

      await expect(sqs.createQueues([elsewhere])).rejects.toThrow('arn:aws:sqs:us-east-1:123456789012:elsewhere');
    });
  });

  describe('malformed requests', () => {
    it.each([
      ['no JSON', 'SendMessage', '{', 'SerializationException'],
      ['a list', 'SendMessage', '[]', 'SerializationException'],
      ['deep nesting', 'SendMessage', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'SerializationException'],
      ['no queue', 'SendMessage', '{"MessageBody":"x"}', 'MissingParameter'],
      ['a number for a text', 'SendMessage', '{"QueueUrl":"URL","MessageBody":1}', 'InvalidParameterValue'],
      ['a text for a list', 'SendMessageBatch', '{"QueueUrl":"URL","Entries":"x"}', 'InvalidParameterValue'],
      ['an entry that is null', 'SendMessageBatch', '{"QueueUrl":"URL","Entries":[null]}', 'InvalidParameterValue'],
      [
        'an attribute without a type',
        'SendMessage',
        '{"QueueUrl":"URL","MessageBody":"x","MessageAttributes":{"a":{}}}',
        'InvalidParameterValue',
      ],
      ['a URL that is none', 'ReceiveMessage', '{"QueueUrl":"jobs"}', 'InvalidAddress'],
      ['a prototype member', 'ReceiveMessage', '{"QueueUrl":"URL","__proto__":{"a":1}}', 'UnsupportedOperation'],
    ])('with %s are refused and change nothing', async (_title, operation, body, code) => {
      const response = await fetch(cloud.gateway.url, {
        method: 'POST',
        headers: {
          'x-amz-target': `AmazonSQS.${operation}`,
          authorization: 'AWS4-HMAC-SHA256 Credential=LOCALADMINISTRATOR/20261125/eu-central-1/sqs/aws4_request',
        },
        body: body.replace('URL', queueUrl),
      });

      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(response.headers.get('x-amzn-query-error')).toContain(';Sender');
      expect(await response.json()).toMatchObject({ __type: `com.amazonaws.sqs#${code}` });
      expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
    });
  });
});
