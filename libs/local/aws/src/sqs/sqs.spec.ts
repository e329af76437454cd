import {
  CreateQueueCommand,
  type CreateQueueCommandInput,
  GetQueueUrlCommand,
  ListQueuesCommand,
  type ReceiveMessageCommandInput,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

import { queueDefinition } from '../testing/definitions';
import { rejectionOf, startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { localQueueUrl } from './queue-urls';
import { type SqsService } from './sqs-service';

/** What only the emulation has; what AWS has as well is in the conformance specs. */
describe('the emulated SQS', () => {
  let cloud: TestCloud;
  let sqs: SqsService;
  let client: SQSClient;
  let queueUrl: string;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(sqs = createSqsService({ clock, region: 'eu-central-1' }))]);
    client = new SQSClient(cloud.clientConfig);
    await sqs.createQueues([queueDefinition('jobs'), queueDefinition('jobs-dead')]);
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
      const created = await client.send(new CreateQueueCommand({ QueueName: 'more' }));
      const listed = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'jobs' }));

      expect(found.QueueUrl).toBe(queueUrl);
      expect(created.QueueUrl).toBe(localQueueUrl(cloud.gateway.url, 'more'));
      expect(listed.QueueUrls).toEqual([queueUrl, localQueueUrl(cloud.gateway.url, 'jobs-dead')]);
    });

    it.each([
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

    it('of a declaration for another account or region are refused', async () => {
      const elsewhere = queueDefinition('elsewhere', { arn: 'arn:aws:sqs:us-east-1:123456789012:elsewhere' });

      await expect(sqs.createQueues([elsewhere])).rejects.toThrow('arn:aws:sqs:us-east-1:123456789012:elsewhere');
    });
  });

  it('refuses half of a surrogate pair from who calls without HTTP, which can not carry it', async () => {
    const error = await rejectionOf(sqs.send('jobs', { body: 'a\uD83Db' }));

    expect(error).toMatchObject({ code: 'InvalidMessageContents' });
  });

  describe('on a clock that jumps', () => {
    it('ends a long poll when a delay has passed', async () => {
      await send('x', { DelaySeconds: 600 });
      const waiting = receive({ WaitTimeSeconds: 20 });

      await advance(601);

      expect(await waiting).toEqual(['x']);
    });

    it('gives the next receiver what came for one who has gone, and counts it once', async () => {
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

  describe('what is not emulated', () => {
    it.each<[string, Partial<CreateQueueCommandInput>, string]>([
      ['FIFO queues', { QueueName: 'jobs.fifo', Attributes: { FifoQueue: 'true' } }, 'FIFO queues'],
      ['an attribute of FIFO queues', { Attributes: { FifoQueue: 'true' } }, 'the attribute FifoQueue'],
      ['policies of queues', { Attributes: { Policy: '{}' } }, 'the attribute Policy'],
      ['encryption', { Attributes: { KmsMasterKeyId: 'alias/aws/sqs' } }, 'the attribute KmsMasterKeyId'],
      ['tags of queues', { tags: { team: 'pulso' } }, 'the parameter tags of CreateQueue'],
    ])('is refused by name when a queue is created: %s', async (_what, input, name) => {
      const error = await rejectionOf(client.send(new CreateQueueCommand({ QueueName: 'more', ...input })));

      expect(error).toMatchObject({
        name: expect.stringMatching(/UnsupportedOperation$/),
        message: expect.stringContaining(`The local cloud does not emulate ${name}`),
      });
    });

    it('is refused by name when a queue exists', async () => {
      const set = new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy: '{}' } });

      const trace = { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793' } };

      expect(await rejectionOf(client.send(set))).toMatchObject({ message: expect.stringContaining('Policy') });
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

  describe('malformed requests', () => {
    const post = (operation: string, body: string): Promise<Response> =>
      cloud.fetch('sqs', {
        headers: { 'x-amz-target': `AmazonSQS.${operation}` },
        body: body.replace('URL', queueUrl),
      });

    it.each([
      ['no JSON', 'SendMessage', '{', 'com.amazon.coral.service#SerializationException'],
      ['a list', 'SendMessage', '[]', 'com.amazon.coral.service#SerializationException'],
      [
        'deep nesting',
        'SendMessage',
        `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
        'com.amazon.coral.service#SerializationException',
      ],
      ['no queue', 'SendMessage', '{"MessageBody":"x"}', 'com.amazon.coral.service#MissingRequiredParameterException'],
      [
        'a number for a text',
        'SendMessage',
        '{"QueueUrl":"URL","MessageBody":1}',
        'com.amazon.coral.service#SerializationException',
      ],
      [
        'a text for a list',
        'SendMessageBatch',
        '{"QueueUrl":"URL","Entries":"x"}',
        'com.amazon.coral.service#SerializationException',
      ],
      [
        'an entry that is null',
        'SendMessageBatch',
        '{"QueueUrl":"URL","Entries":[null]}',
        'com.amazon.coral.service#InvalidParameterValueException',
      ],
      [
        'an attribute without a type',
        'SendMessage',
        '{"QueueUrl":"URL","MessageBody":"x","MessageAttributes":{"a":{}}}',
        'com.amazon.coral.service#InvalidParameterValueException',
      ],
      [
        'an attribute without a value, as SDKs of other languages send it',
        'SendMessage',
        '{"QueueUrl":"URL","MessageBody":"x","MessageAttributes":{"a":{"DataType":"String"}}}',
        'com.amazon.coral.service#InvalidParameterValueException',
      ],
      [
        'a delay that is no whole number',
        'SendMessage',
        '{"QueueUrl":"URL","MessageBody":"x","DelaySeconds":1.5}',
        'com.amazon.coral.service#InvalidParameterValueException',
      ],
      [
        'an attribute called __proto__',
        'SendMessage',
        '{"QueueUrl":"URL","MessageBody":"x","MessageAttributes":{"__proto__":{"DataType":"String","StringValue":"x"}}}',
        'com.amazonaws.sqs#UnsupportedOperation',
      ],
      [
        'an attribute called __proto__ in a batch',
        'SendMessageBatch',
        '{"QueueUrl":"URL","Entries":[{"Id":"1","MessageBody":"x","MessageAttributes":{"__proto__":{}}}]}',
        'com.amazonaws.sqs#UnsupportedOperation',
      ],
      [
        'a body that is null',
        'SendMessage',
        '{"QueueUrl":"URL","MessageBody":null}',
        'com.amazon.coral.service#MissingRequiredParameterException',
      ],
      ['a URL that is none', 'ReceiveMessage', '{"QueueUrl":"jobs"}', 'com.amazonaws.sqs#InvalidAddress'],
      [
        'a prototype member',
        'ReceiveMessage',
        '{"QueueUrl":"URL","__proto__":{"a":1}}',
        'com.amazonaws.sqs#UnsupportedOperation',
      ],
    ])('with %s are refused and change nothing', async (_title, operation, body, code) => {
      const response = await post(operation, body);

      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(response.headers.get('x-amzn-query-error')).toContain(';Sender');
      expect(await response.json()).toMatchObject({ __type: code });
      expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
    });

    const message = (members: string): string => `{"QueueUrl":"URL","MessageBody":"x",${members}}`;
    const binary = (value: string): string =>
      message(`"MessageAttributes":{"a":{"DataType":"Binary","BinaryValue":${value}}}`);

    it.each([
      [message('"DelaySeconds":"1"'), 'STRING_VALUE can not be converted to an Integer'],
      [message('"DelaySeconds":true'), 'TRUE_VALUE can not be converted to an Integer'],
      [message('"DelaySeconds":[]'), 'Start of list found where not expected'],
      [message('"DelaySeconds":{}'), 'Start of structure or map found where not expected.'],
      [message('"MessageGroupId":1'), 'NUMBER_VALUE can not be converted to a String'],
      [message('"MessageGroupId":false'), 'FALSE_VALUE can not be converted to a String'],
      [message('"MessageAttributes":"x"'), 'Expected map or null'],
      [message('"MessageAttributes":[]'), 'Start of list found where not expected'],
      [message('"MessageAttributes":{"a":"x"}'), 'Expected null'],
      [binary('1'), 'NUMBER_VALUE can not be converted to a String'],
      [binary('"abc"'), 'Base64 encoded length is expected a multiple of 4 bytes but found: 3'],
      [binary('"ab_d"'), "Invalid Base64 character: '_'"],
      [binary('"a=bc"'), "Invalid Base64 character: '='"],
      [binary('"===="'), "Invalid Base64 character: '='"],
      [binary('"ab c"'), "Invalid Base64 character: ' '"],
      [binary('"YR=="'), 'Invalid last non-pad Base64 character dectected'],
    ])('whose JSON has a wrong type are refused by what stands there: %s', async (body, text) => {
      const response = await post('SendMessage', body);

      expect(response.status).toBe(400);
      expect(response.headers.get('x-amzn-query-error')).toBe('MalformedInput;Sender');
      expect(await response.json()).toEqual({
        __type: 'com.amazon.coral.service#SerializationException',
        message: text,
      });
    });

    it.each([message('"DelaySeconds":null'), message('"MessageAttributes":{"a":null}'), binary('"YWI="')])(
      'are none: %s',
      async (body) => {
        expect(await (await post('SendMessage', body)).json()).toHaveProperty('MessageId');
      },
    );
  });
});
