import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  type ReceiveMessageCommandInput,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';

import { queueDefinition } from '../testing/definitions';
import { rejectionOf, startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { localQueueUrl, type SqsService } from './sqs-service';

describe('the emulated SQS', () => {
  let cloud: TestCloud;
  let sqs: SqsService;
  let client: SQSClient;
  let queueUrl: string;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(sqs = createSqsService({ clock, region: 'eu-central-1' }))]);
    client = new SQSClient(cloud.clientConfig);
    const dead = queueDefinition('jobs-dead');
    const redrive = { deadLetterTargetArn: dead.arn, maxReceiveCount: 1 };
    sqs.createQueues([queueDefinition('jobs', { redrive }), dead]);
    queueUrl = localQueueUrl(cloud.gateway.url, 'jobs');
  });

  afterEach(async () => {
    client.destroy();
    sqs.close();
    await cloud.stop();
  });

  const send = (MessageBody: string, overrides: Partial<SendMessageCommandInput> = {}) =>
    client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, ...overrides }));
  const receive = async (overrides: Partial<ReceiveMessageCommandInput> = {}) => {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, ...overrides }));
    return Messages.map(({ Body }) => Body);
  };
  const advance = (seconds: number): Promise<void> => cloud.clock.runUntil(cloud.clock.nowMs() + seconds * 1000);

  describe('queue URLs', () => {
    it('point at the gateway, whichever operation gives them', async () => {
      const found = await client.send(new GetQueueUrlCommand({ QueueName: 'jobs' }));
      const listed = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'jobs' }));

      expect(found.QueueUrl).toBe(queueUrl);
      expect(listed.QueueUrls).toEqual([queueUrl, localQueueUrl(cloud.gateway.url, 'jobs-dead')]);
    });

    it('of a declaration for another account or region are refused', () => {
      const elsewhere = queueDefinition('elsewhere', { arn: 'arn:aws:sqs:us-east-1:123456789012:elsewhere' });

      expect(() => sqs.createQueues([elsewhere])).toThrow('arn:aws:sqs:us-east-1:123456789012:elsewhere');
    });
  });

  describe('on a clock that jumps', () => {
    it('ends a long poll when a delay has passed', async () => {
      await send('x', { DelaySeconds: 600 });
      const waiting = receive({ WaitTimeSeconds: 20 });

      await advance(601);

      expect(await waiting).toEqual(['x']);
    });

    it('gives the message of a receiver that left to the next, and counts it once', async () => {
      await send('x');
      const body = Buffer.from(JSON.stringify({ QueueUrl: queueUrl, WaitTimeSeconds: 20 }));
      await sqs.handle({
        principal: 'administrator',
        service: 'sqs',
        operation: 'ReceiveMessage',
        region: 'eu-central-1',
        method: 'POST',
        path: '/',
        headers: {},
        body,
        isAbandoned: () => true,
      });

      const [message] = await sqs.receive('jobs', { maxMessages: 1, waitSeconds: 0 });

      expect(message).toMatchObject({ body: 'x', attributes: { ApproximateReceiveCount: '1' } });
    });

    it('ends long polls empty when the service is closed', async () => {
      const waiting = sqs.receive('jobs', { maxMessages: 1, waitSeconds: 20 });

      sqs.close();

      expect(await waiting).toEqual([]);
      expect(await sqs.receive('jobs', { maxMessages: 1, waitSeconds: 20 })).toEqual([]);
    });
  });

  it('shows what the stack declares and what lies in the queue', async () => {
    await send('x');

    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
    );

    expect(Attributes).toMatchObject({
      QueueArn: 'arn:aws:sqs:eu-central-1:000000000000:jobs',
      VisibilityTimeout: '30',
      RedrivePolicy: expect.stringContaining('jobs-dead'),
      ApproximateNumberOfMessages: '1',
    });
  });

  it('remembers which invocation sent a message, and which dead letter was sent back as it', async () => {
    const SourceArn = 'arn:aws:sqs:eu-central-1:000000000000:jobs-dead';
    const headers = { 'x-amz-target': 'AmazonSQS.SendMessage', 'local-cloud-invocation': 'request-1' };
    const body = JSON.stringify({ QueueUrl: queueUrl, MessageBody: 'x', DelaySeconds: 1 });
    await cloud.fetch('sqs', { headers, body });
    await advance(1);
    await receive({ VisibilityTimeout: 0 });
    await receive({ VisibilityTimeout: 0 });
    const [dead] = sqs.peek('jobs-dead');
    await client.send(new StartMessageMoveTaskCommand({ SourceArn, MaxNumberOfMessagesPerSecond: 10 }));
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn }));

    expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
    expect(dead).toMatchObject({ sentBy: 'request-1', delayMs: 1_000, receives: [{ atMs: expect.any(Number) }] });
    expect(sqs.peek('jobs')).toMatchObject([{ sentBackFrom: dead?.messageId, receives: [] }]);
    expect(sqs.peek('jobs')[0]).not.toHaveProperty('sentBy');
  });

  it('purges a queue, and deletes a message more than once', async () => {
    await send('x');
    const { Messages: [message] = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
    const ReceiptHandle = message?.ReceiptHandle;
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    await send('y');
    await client.send(new PurgeQueueCommand({ QueueUrl: queueUrl }));

    expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
  });

  it('sends the good messages of a batch, and names the others', async () => {
    const Entries = [
      { Id: 'good', MessageBody: 'x' },
      { Id: 'bad', MessageBody: 'a\u0000b' },
    ];

    const { Successful, Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));

    expect(Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }]);
  });

  describe('what is not emulated', () => {
    it('is refused by name', async () => {
      const trace = { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793' } };

      expect(await rejectionOf(send('x', { MessageSystemAttributes: trace }))).toMatchObject({
        message: expect.stringContaining('the parameter MessageSystemAttributes of SendMessage'),
      });
    });

    it('is refused in XML to clients that speak it, with the versions that do not', async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
      const response = await cloud.fetch('sqs', { headers, body: 'Action=ListQueues&Version=2012-11-05' });
      const xml = await response.text();

      expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/xml']);
      expect(xml).toMatch(/<ErrorResponse><Error><Type>Sender<\/Type><Code>UnsupportedOperation<\/Code><Message>[^<]+/);
      expect(xml).toMatch(/CLI from 1\.29\.82 .* boto3 from 1\.28\.82/);
    });
  });

  it.each([
    ['a list', 'SendMessage', '[]', 'SerializationException'],
    ['deep nesting', 'SendMessage', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'SerializationException'],
    ['no queue', 'SendMessage', '{"MessageBody":"x"}', 'MissingParameter'],
    ['a number for a text', 'SendMessage', '{"QueueUrl":"URL","MessageBody":1}', 'InvalidParameterValue'],
    ['an entry that is null', 'SendMessageBatch', '{"QueueUrl":"URL","Entries":[null]}', 'InvalidParameterValue'],
    [
      'too long a delay',
      'SendMessage',
      '{"QueueUrl":"URL","MessageBody":"x","DelaySeconds":901}',
      'InvalidParameterValue',
    ],
    ['a malformed URL', 'ReceiveMessage', '{"QueueUrl":"jobs"}', 'InvalidAddress'],
    ['another account', 'PurgeQueue', '{"QueueUrl":"http://127.0.0.1/123456789012/jobs"}', 'QueueDoesNotExist'],
    ['a prototype member', 'ReceiveMessage', '{"QueueUrl":"URL","__proto__":{"a":1}}', 'UnsupportedOperation'],
    ['another operation', 'CreateQueue', '{"QueueName":"x"}', 'UnsupportedOperation'],
  ])('refuses %s and changes nothing', async (_title, operation, body, name) => {
    const headers = { 'x-amz-target': `AmazonSQS.${operation}` };
    const response = await cloud.fetch('sqs', { headers, body: body.replace('URL', queueUrl) });

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toMatchObject({ __type: name });
    expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
  });
});
