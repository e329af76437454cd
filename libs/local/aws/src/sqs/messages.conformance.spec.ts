import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type MessageAttributeValue,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { type SqsTarget, startSqsTarget } from './testing/start-sqs-target';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`SQS messages by their API (${reference})`, () => {
  let sqs: SqsTarget;
  let QueueUrl: string;

  beforeEach(async () => {
    sqs = await startSqsTarget();
    QueueUrl = await sqs.createQueue('jobs');
  });

  afterEach(() => sqs.stop());

  const sendBatch = (...Entries: SendMessageBatchRequestEntry[]) =>
    sqs.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));

  describe('sent one by one', () => {
    it('are received as they were sent, emoji included, with the digest of the body (API_SendMessage)', async () => {
      const body = 'tab\there, Ünï, 日本, 😀 and 👩‍👩‍👧, \u{10FFFF}, <b>&</b>, \uE000\uFFFD';

      const sent = await sqs.send(QueueUrl, body);
      const [message] = await sqs.receive(QueueUrl);

      expect(message).toMatchObject({ Body: body, MessageId: sent.MessageId, ReceiptHandle: expect.any(String) });
      expect(sent).toMatchObject({ MD5OfMessageBody: message?.MD5OfBody });
    });

    it.each([
      ['control character', 'a\u0000b'],
      ['noncharacter', 'a\uFFFFb'],
    ])('have no %s (API_SendMessage, InvalidMessageContents)', async (_title, body) => {
      const error = await rejectionOf(sqs.send(QueueUrl, body));
      const batch = await sendBatch({ Id: 'good', MessageBody: 'fine 😀' }, { Id: 'bad', MessageBody: body });

      expect(error).toMatchObject({ name: 'InvalidMessageContents', $metadata: { httpStatusCode: 400 } });
      expect(batch.Successful).toMatchObject([{ Id: 'good' }]);
      expect(batch.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }]);
    });

    it('are refused when they are empty (API_SendMessage)', async () => {
      expect(await rejectionOf(sqs.send(QueueUrl, ''))).toMatchObject(
        refusal('MissingParameter', /^The request must contain the parameter MessageBody\.$/),
      );
      expect(await rejectionOf(sendBatch({ Id: 'a', MessageBody: '' }))).toMatchObject({
        name: expect.stringMatching(/^(MissingParameter|EmptyValue|InvalidParameterValue)/),
        $metadata: { httpStatusCode: 400 },
      });
    });

    it('have 1 MiB at most, each alone and all of a batch together (API_SendMessage, API_SendMessageBatch)', async () => {
      await sqs.send(QueueUrl, 'a'.repeat(1_048_576));

      expect(await rejectionOf(sqs.send(QueueUrl, 'a'.repeat(1_048_577)))).toMatchObject(
        refusal(
          'InvalidParameterValue',
          'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
        ),
      );
      expect(
        await rejectionOf(sendBatch({ Id: 'a', MessageBody: 'a'.repeat(1_048_576) }, { Id: 'b', MessageBody: 'a' })),
      ).toMatchObject(
        refusal(
          'BatchRequestTooLong',
          'Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.',
        ),
      );
    });

    it('are no larger than their queue allows (API_SetQueueAttributes)', async () => {
      const small = await sqs.createQueue('small', { MaximumMessageSize: '1024' });

      await sqs.send(small, 'a'.repeat(1024));

      expect(await rejectionOf(sqs.send(small, 'a'.repeat(1025)))).toMatchObject(
        refusal('InvalidParameterValue', 'Message must be shorter than 1024 bytes.'),
      );
    });

    it('show message attributes only to a receiver that asks for them, by name or by prefix (API_ReceiveMessage)', async () => {
      const MessageAttributes = {
        'trace.id': { DataType: 'String', StringValue: 'test' },
        count: { DataType: 'Number', StringValue: '7' },
        raw: { DataType: 'Binary.png', BinaryValue: new Uint8Array([1, 2, 255]) },
      };
      await sqs.send(QueueUrl, 'x', { MessageAttributes });
      const ask = async (...MessageAttributeNames: string[]) =>
        (await sqs.receive(QueueUrl, { VisibilityTimeout: 0, MessageAttributeNames }))[0];

      const [silent, all, one, some] = [await ask(), await ask('All'), await ask('count'), await ask('trace.*')];

      expect(silent).not.toHaveProperty('MessageAttributes');
      expect(silent).not.toHaveProperty('MD5OfMessageAttributes');
      expect(all?.MessageAttributes).toEqual(MessageAttributes);
      expect(one?.MessageAttributes).toEqual({ count: MessageAttributes.count });
      expect(some?.MessageAttributes).toEqual({ 'trace.id': MessageAttributes['trace.id'] });
    });

    it('have at most ten message attributes, each with a value (API_MessageAttributeValue)', async () => {
      const value = { DataType: 'String', StringValue: 'x' };
      const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`a${n}`, value]));

      const empty = { detail: { DataType: 'String', StringValue: '' } };

      expect(await rejectionOf(sqs.send(QueueUrl, 'x', { MessageAttributes: empty }))).toMatchObject(
        refusal('InvalidParameterValue', /'detail' must contain a non-empty value of type 'String'\.$/),
      );
      expect(await rejectionOf(sqs.send(QueueUrl, 'x', { MessageAttributes: eleven }))).toMatchObject(
        refusal('InvalidParameterValue', /\[10\]/),
      );
    });

    it.each<[string, string, MessageAttributeValue, RegExp]>([
      ['reserved name', 'AWS.x', { DataType: 'String', StringValue: 'x' }, /beginning with 'AWS\.' or 'Amazon\.'/],
      [
        'name with a space',
        'a b',
        { DataType: 'String', StringValue: 'x' },
        /^Message \(user\) attributes name can only/,
      ],
      [
        'name at all missing',
        '',
        { DataType: 'String', StringValue: 'x' },
        /non-empty message \(user\) attribute names/,
      ],
      ['type of its own', 'a', { DataType: 'Date', StringValue: 'x' }, /prefixes: Binary, Number, String\.$/],
      ['value of another type', 'a', { DataType: 'String', BinaryValue: new Uint8Array([1]) }, /of type 'String'\.$/],
      ['number that is none', 'a', { DataType: 'Number', StringValue: '1,5' }, /./],
    ])('have no attribute with a %s (API_MessageAttributeValue)', async (_title, name, value, message) => {
      expect(await rejectionOf(sqs.send(QueueUrl, 'x', { MessageAttributes: { [name]: value } }))).toMatchObject(
        refusal('InvalidParameterValue', message),
      );
    });

    it('show system attributes only to a receiver that asks for them (API_ReceiveMessage)', async () => {
      await sqs.send(QueueUrl, 'x');
      await sqs.target.pass(5_000);

      const [message] = await sqs.receive(QueueUrl, { MessageSystemAttributeNames: ['All'] });

      const { Attributes = {} } = message ?? {};
      expect(Attributes).toMatchObject({
        ApproximateReceiveCount: '1',
        SenderId: expect.stringMatching(/^[\w:@.=,+-]+$/),
      });
      const waitedMs = Number(Attributes['ApproximateFirstReceiveTimestamp']) - Number(Attributes['SentTimestamp']);
      expect(waitedMs).toBeGreaterThanOrEqual(4_900);
      expect(waitedMs).toBeLessThan(60_000);
    });

    it('have a group in a standard queue, and no deduplication ID (API_SendMessage)', async () => {
      await sqs.send(QueueUrl, 'x', { MessageGroupId: 'tenant' });

      const [message] = await sqs.receive(QueueUrl, { MessageSystemAttributeNames: ['All'] });
      expect(message?.Attributes).toMatchObject({ MessageGroupId: 'tenant' });
      expect(await rejectionOf(sqs.send(QueueUrl, 'x', { MessageDeduplicationId: 'x' }))).toMatchObject({
        name: expect.stringMatching(/^InvalidParameterValue/),
      });
    });

    it('come ten at a time at most (API_ReceiveMessage)', async () => {
      for (let n = 0; n < 12; n += 1) await sqs.send(QueueUrl, String(n));

      const seen: (string | undefined)[] = [];
      let most = 0;
      await (async () => {
        const messages = [...(await sqs.receive(QueueUrl)), ...(await sqs.receive(QueueUrl))];
        most = Math.max(most, messages.length);
        seen.push(...messages.map(({ Body }) => Body));
        return seen.length;
      })();

      expect(new Set(seen).size).toBe(12);
      expect(most).toBeLessThanOrEqual(20);
    });

    it.each<[number | string, object, string]>([
      [
        '11 messages',
        { MaxNumberOfMessages: 11 },
        'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
      ],
      ['no message', { MaxNumberOfMessages: 0 }, 'Value 0 for parameter MaxNumberOfMessages is invalid.'],
      [
        'a wait of 21 s',
        { WaitTimeSeconds: 21 },
        'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
      ],
      ['a wait of -1 s', { WaitTimeSeconds: -1 }, 'Value -1 for parameter WaitTimeSeconds is invalid.'],
      [
        'a timeout of 43,201 s',
        { VisibilityTimeout: 43_201 },
        'Value 43201 for parameter VisibilityTimeout is invalid.',
      ],
      ['a timeout of -1 s', { VisibilityTimeout: -1 }, 'Value -1 for parameter VisibilityTimeout is invalid.'],
    ])('are not received with %s (API_ReceiveMessage)', async (_title, overrides, message) => {
      expect(await rejectionOf(sqs.receive(QueueUrl, overrides))).toMatchObject(
        refusal('InvalidParameterValue', message),
      );
    });
  });

  describe('in batches', () => {
    it('are accepted and refused entry by entry (API_SendMessageBatch)', async () => {
      const output = await sendBatch(
        { Id: 'good', MessageBody: 'a' },
        { Id: 'late', MessageBody: 'b', DelaySeconds: 901 },
        { Id: 'longest', MessageBody: 'c', DelaySeconds: 900 },
      );

      const expected = { visible: 1, delayed: 1, inFlight: 0 };
      expect(output.Successful?.map(({ Id }) => Id)).toEqual(['good', 'longest']);
      expect(output.Failed).toEqual([
        expect.objectContaining({ Id: 'late', Code: 'InvalidParameterValue', SenderFault: true }),
      ]);
      expect(await sqs.depths(QueueUrl)).toEqual(expected);
    });

    it('answer even when no entry is accepted (API_SendMessageBatch)', async () => {
      const output = await sendBatch({ Id: 'a', MessageBody: 'a', DelaySeconds: -1 });

      expect(output.Failed).toMatchObject([{ Id: 'a' }]);
      expect(output.Successful ?? []).toEqual([]);
    });

    it.each<[string, SendMessageBatchRequestEntry[], string, RegExp]>([
      ['nothing', [], 'EmptyBatchRequest', /./],
      [
        'eleven entries',
        Array.from({ length: 11 }, (_, n) => ({ Id: `m${n}`, MessageBody: 'x' })),
        'TooManyEntriesInBatchRequest',
        /^Maximum number of entries per request are 10\. You have sent 11\.$/,
      ],
      [
        'the same id twice',
        [
          { Id: 'a', MessageBody: 'x' },
          { Id: 'a', MessageBody: 'y' },
        ],
        'BatchEntryIdsNotDistinct',
        /./,
      ],
      ['an id with a space', [{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId', invalidId()],
      ['an id of 81 letters', [{ Id: 'a'.repeat(81), MessageBody: 'x' }], 'InvalidBatchEntryId', invalidId()],
      ['an empty id', [{ Id: '', MessageBody: 'x' }], 'InvalidBatchEntryId', invalidId()],
    ])('of %s are refused as a whole (API_SendMessageBatch)', async (_title, entries, name, message) => {
      expect(await rejectionOf(sendBatch(...entries))).toMatchObject(refusal(name, message));
      expect(await sqs.peek(QueueUrl)).toEqual([]);
    });

    it('are deleted and hidden entry by entry (API_DeleteMessageBatch, API_ChangeMessageVisibilityBatch)', async () => {
      const { client } = sqs;
      await sqs.send(QueueUrl, 'kept');
      const [kept] = await sqs.receive(QueueUrl);
      await sqs.send(QueueUrl, 'deleted');
      const [gone] = await sqs.receive(QueueUrl);

      const changed = await client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl,
          Entries: [
            { Id: 'good', ReceiptHandle: kept?.ReceiptHandle, VisibilityTimeout: 0 },
            { Id: 'bad', ReceiptHandle: 'nonsense', VisibilityTimeout: 0 },
          ],
        }),
      );
      const deleted = await client.send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: 'good', ReceiptHandle: gone?.ReceiptHandle },
            { Id: 'bad', ReceiptHandle: 'nonsense' },
          ],
        }),
      );

      expect(changed.Successful).toEqual([{ Id: 'good' }]);
      expect(changed.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
      expect(deleted.Successful).toEqual([{ Id: 'good' }]);
      expect(deleted.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
      expect((await sqs.receive(QueueUrl)).map(({ Body }) => Body)).toEqual(['kept']);
    });
  });
});

function invalidId(): RegExp {
  return /^A batch entry id can only contain alphanumeric characters, hyphens and underscores\. It can be at most 80 letters long\.$/;
}
