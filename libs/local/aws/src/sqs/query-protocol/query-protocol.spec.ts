import { AwsError } from '../../service';
import { startTestCloud, type TestCloud, testAccessKey, testRegion } from '../../testing/start-test-cloud';
import { createSqsService } from '../create-sqs-service';
import { type SqsService } from '../sqs-service';

/** As SDKs before the end of 2023 write and read it; their models call it `query`. */
describe('The Query protocol of SQS', () => {
  let cloud: TestCloud;
  let service: SqsService;
  let denied: string | undefined;
  let path: string;

  beforeEach(async () => {
    denied = undefined;
    cloud = await startTestCloud((clock) => [(service = createSqsService({ clock, region: testRegion }))], {
      authorize: ({ operation, body }) => {
        if (operation === denied) throw new AwsError('AccessDenied', `No ${body.toString()}`, { status: 403 });
      },
    });
    await call({ Action: 'CreateQueue', QueueName: 'jobs' });
    path = '/000000000000/jobs';
  });

  afterEach(async () => {
    await cloud.stop();
    service.close();
  });

  const call = async (form: Record<string, string>, to = '/') => {
    const response = await fetch(`${cloud.gateway.url}${to}`, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${testAccessKey}/20261125/${testRegion}/sqs/aws4_request`,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      body: new URLSearchParams({ Version: '2012-11-05', ...form }).toString(),
    });
    return { status: response.status, headers: response.headers, xml: await response.text() };
  };

  /** @returns The texts of all elements of a name. */
  const textsIn = (xml: string, name: string): string[] =>
    [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text ?? '');

  it('answers in XML with the id of the request, and a URL for the next one', async () => {
    const { status, headers, xml } = await call({ Action: 'GetQueueUrl', QueueName: 'jobs' });

    const [requestId] = textsIn(xml, 'RequestId');
    expect([status, headers.get('content-type'), headers.get('x-amzn-requestid')]).toEqual([
      200,
      'text/xml',
      requestId,
    ]);
    expect(xml).toBe(
      '<?xml version="1.0"?><GetQueueUrlResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">' +
        `<GetQueueUrlResult><QueueUrl>${cloud.gateway.url}${path}</QueueUrl></GetQueueUrlResult>` +
        `<ResponseMetadata><RequestId>${requestId ?? ''}</RequestId></ResponseMetadata></GetQueueUrlResponse>`,
    );
  });

  it('takes attributes and tags with their numbers, in any order, and gives them back', async () => {
    await call({
      Action: 'CreateQueue',
      QueueName: 'other',
      'Attribute.2.Value': '10',
      'Attribute.2.Name': 'DelaySeconds',
      'Attribute.1.Name': 'VisibilityTimeout',
      'Attribute.1.Value': '5',
      'Tag.1.Key': 'team',
      'Tag.1.Value': 'a&b',
    });
    const other = '/000000000000/other';
    const attributes = await call(
      { Action: 'GetQueueAttributes', 'AttributeName.1': 'VisibilityTimeout', 'AttributeName.2': 'DelaySeconds' },
      other,
    );
    const tags = await call({ Action: 'ListQueueTags' }, other);

    expect(attributes.xml).toContain('<Attribute><Name>VisibilityTimeout</Name><Value>5</Value></Attribute>');
    expect(attributes.xml).toContain('<Attribute><Name>DelaySeconds</Name><Value>10</Value></Attribute>');
    expect(tags.xml).toContain('<Tag><Key>team</Key><Value>a&amp;b</Value></Tag>');
  });

  it('takes a list or map of one member without its number', async () => {
    await call({ Action: 'SetQueueAttributes', 'Attribute.Name': 'VisibilityTimeout', 'Attribute.Value': '35' }, path);

    const { xml } = await call({ Action: 'GetQueueAttributes', AttributeName: 'VisibilityTimeout' }, path);

    expect(xml).toContain('<Attribute><Name>VisibilityTimeout</Name><Value>35</Value></Attribute>');
  });

  it('carries a message with its attributes there and back', async () => {
    const sent = await call(
      {
        Action: 'SendMessage',
        MessageBody: 'a<b>\r\n',
        'MessageAttribute.1.Name': 'kind',
        'MessageAttribute.1.Value.DataType': 'String',
        'MessageAttribute.1.Value.StringValue': 'test',
      },
      path,
    );
    const received = await call(
      { Action: 'ReceiveMessage', 'AttributeName.1': 'All', 'MessageAttributeName.1': 'All', VisibilityTimeout: '0' },
      path,
    );

    expect(textsIn(received.xml, 'MessageId')).toEqual(textsIn(sent.xml, 'MessageId'));
    expect(textsIn(received.xml, 'MD5OfBody')).toEqual(textsIn(sent.xml, 'MD5OfMessageBody'));
    expect(textsIn(received.xml, 'Body')).toEqual(['a&lt;b&gt;&#13;\n']);
    expect(received.xml).toContain('<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>');
    expect(received.xml).toContain('<MessageAttribute><Name>kind</Name><Value>');
    expect(received.xml).toContain('<StringValue>test</StringValue>');
  });

  it('carries batches in the order of their numbers, with what failed', async () => {
    const entry = (number: number, more: Record<string, string>) =>
      Object.fromEntries(
        Object.entries({ Id: `m${number}`, MessageBody: `body ${number}`, ...more }).map(([name, value]) => [
          `SendMessageBatchRequestEntry.${number}.${name}`,
          value,
        ]),
      );
    const { xml } = await call(
      { Action: 'SendMessageBatch', ...entry(10, {}), ...entry(9, { DelaySeconds: '901' }), ...entry(1, {}) },
      path,
    );
    const received = await call({ Action: 'ReceiveMessage', MaxNumberOfMessages: '10' }, path);

    expect(textsIn(xml, 'Id')).toEqual(['m1', 'm10', 'm9']);
    expect(xml.match(/<SendMessageBatchResultEntry>/g)).toHaveLength(2);
    expect(xml).toMatch(/<BatchResultErrorEntry><Id>m9<.*<SenderFault>true<.*<Code>InvalidParameterValue</);
    expect(textsIn(received.xml, 'Body')).toEqual(['body 1', 'body 10']);
  });

  it('answers nothing but the id of the request where there is nothing to say', async () => {
    const { xml } = await call({ Action: 'PurgeQueue' }, path);

    expect(xml).toContain('<PurgeQueueResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><ResponseMetadata>');
  });

  it('names errors as it always did', async () => {
    const { status, xml } = await call({ Action: 'SendMessage', MessageBody: 'x' }, '/000000000000/nowhere');
    const empty = await call({ Action: 'SendMessageBatch' }, path);

    expect(status).toBe(400);
    expect(xml).toContain(
      '<ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Sender</Type>' +
        '<Code>AWS.SimpleQueueService.NonExistentQueue</Code><Message>The specified queue does not exist.</Message>',
    );
    expect(textsIn(empty.xml, 'Code')).toEqual(['AWS.SimpleQueueService.EmptyBatchRequest']);
  });

  it('asks for the same permissions', async () => {
    denied = 'SendMessage';

    const { status, xml } = await call({ Action: 'SendMessage', MessageBody: 'x' }, path);

    expect([status, ...textsIn(xml, 'Code')]).toEqual([403, 'AccessDenied']);
    expect(textsIn(xml, 'Message')[0]).toContain(`&quot;QueueUrl&quot;:&quot;${cloud.gateway.url}${path}&quot;`);
  });

  it('lets the clock go on while it waits for messages', async () => {
    const waiting = call({ Action: 'ReceiveMessage', WaitTimeSeconds: '20' }, path);
    await service.send('jobs', { body: 'later', delaySeconds: 600 });

    await cloud.clock.runUntil(cloud.clock.nowMs() + 600_000);

    expect(textsIn((await waiting).xml, 'Body')).toEqual(['later']);
  });

  it.each([
    ['no action', {}, 'MissingAction'],
    ['an action that there is not', { Action: 'Explode' }, 'UnknownOperationException'],
    [
      'a name that is too deep',
      { Action: 'ListQueues', [Array(1000).fill('a').join('.')]: 'x' },
      'MalformedQueryString',
    ],
    ['a name of the language', { Action: 'ListQueues', '__proto__.x': 'x' }, 'MalformedQueryString'],
    ['a number that is none', { Action: 'ListQueues', MaxResults: 'many' }, 'MalformedInput'],
    ['a text for a list', { Action: 'UntagQueue', QueueUrl: 'x', TagKeys: 'x' }, 'MalformedInput'],
  ])('refuses %s', async (_what, form, code) => {
    const { status, xml } = await call(form);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(textsIn(xml, 'Code')).toEqual([code]);
  });
});
