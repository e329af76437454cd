import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { type SqsTarget, startSqsTarget } from './testing/start-sqs-target';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`SQS queues by their API (${reference})`, () => {
  let sqs: SqsTarget;
  let QueueUrl: string;

  beforeEach(async () => {
    sqs = await startSqsTarget();
    QueueUrl = await sqs.createQueue('jobs');
  });

  afterEach(() => sqs.stop());

  const attributes = async (...AttributeNames: QueueAttributeName[]) =>
    (await sqs.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes;
  const set = (Attributes: Record<string, string>) =>
    sqs.client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  const createNamed = (QueueName: string, Attributes: Record<string, string> = {}) =>
    sqs.client.send(new CreateQueueCommand({ QueueName, Attributes }));

  it('have one URL, which CreateQueue and GetQueueUrl both give (API_CreateQueue, API_GetQueueUrl)', async () => {
    const QueueName = 'jobs';

    const found = await sqs.client.send(new GetQueueUrlCommand({ QueueName }));
    const created = await createNamed(QueueName);

    expect([found.QueueUrl, created.QueueUrl]).toEqual([QueueUrl, QueueUrl]);
    expect(new URL(QueueUrl).pathname).toMatch(new RegExp(`^/\\d{12}/${QueueName}$`));
  });

  it('are not created again with another attribute (API_CreateQueue, QueueNameExists)', async () => {
    const error = await rejectionOf(createNamed('jobs', { DelaySeconds: '7' }));

    expect(error).toMatchObject(
      refusal(
        'QueueNameExists',
        'A queue already exists with the same name and a different value for attribute DelaySeconds',
      ),
    );
  });

  it.each([
    ['a space', 'a b'],
    ['no characters', ''],
    ['81 characters', 'a'.repeat(81)],
    ['a dot', 'a.b'],
  ])('have no name of %s (API_CreateQueue)', async (_title, name) => {
    expect(await rejectionOf(createNamed(name))).toMatchObject({
      name: expect.stringMatching(/^(InvalidParameterValue|MissingParameter|InvalidAddress)/),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each<[string, Record<string, string>]>([
    ['VisibilityTimeout', { VisibilityTimeout: '43201' }],
    ['DelaySeconds', { DelaySeconds: '901' }],
    ['MessageRetentionPeriod', { MessageRetentionPeriod: '59' }],
    ['ReceiveMessageWaitTimeSeconds', { ReceiveMessageWaitTimeSeconds: '21' }],
    ['MaximumMessageSize', { MaximumMessageSize: '1023' }],
    ['a number that is none', { VisibilityTimeout: 'x' }],
    ['a number in another notation', { VisibilityTimeout: '1e3' }],
  ])('keep their limits: %s (API_SetQueueAttributes, InvalidAttributeValue)', async (_title, wrong) => {
    const before = await attributes('All');

    const error = await rejectionOf(set(wrong));

    expect(error).toMatchObject({ name: 'InvalidAttributeValue', $metadata: { httpStatusCode: 400 } });
    expect(await attributes('All')).toEqual(before);
  });

  it('do not exist before they were created (API_GetQueueUrl, API_SendMessage, QueueDoesNotExist)', async () => {
    const missing = refusal('QueueDoesNotExist', 'The specified queue does not exist.');

    const byName = sqs.client.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }));

    expect(await rejectionOf(byName)).toMatchObject(missing);
    expect(await rejectionOf(sqs.send(`${QueueUrl}-nowhere`, 'x'))).toMatchObject(missing);
  });

  it('of another account are not found (API_GetQueueUrl)', async () => {
    const error = await rejectionOf(
      sqs.client.send(
        new GetQueueUrlCommand({
          QueueName: 'jobs',
          QueueOwnerAWSAccountId: '111122223333',
        }),
      ),
    );

    expect(error).toMatchObject({ name: expect.stringMatching(/^(QueueDoesNotExist|AccessDenied)/) });
  });

  it('show attributes by name, all or none, with the standard values (API_GetQueueAttributes)', async () => {
    const [all, one, none] = [await attributes('All'), await attributes('VisibilityTimeout'), await attributes()];

    expect(all).toMatchObject({
      QueueArn: expect.stringMatching(new RegExp(`^arn:aws:sqs:[a-z0-9-]+:\\d{12}:${'jobs'}$`)),
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesDelayed: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      CreatedTimestamp: expect.stringMatching(/^\d{10}$/),
      LastModifiedTimestamp: expect.stringMatching(/^\d{10}$/),
      VisibilityTimeout: '30',
      DelaySeconds: '0',
      MessageRetentionPeriod: '345600',
      ReceiveMessageWaitTimeSeconds: '0',
      MaximumMessageSize: '1048576',
    });
    expect(one).toEqual({ VisibilityTimeout: '30' });
    expect(none ?? {}).toEqual({});
  });

  it('refuse attributes that SQS does not know (API_CreateQueue, API_SetQueueAttributes, API_GetQueueAttributes)', async () => {
    const unknown = refusal('InvalidAttributeName', /^Unknown Attribute Colour\.$/);

    expect(await rejectionOf(createNamed('new', { Colour: 'red' }))).toMatchObject(unknown);
    expect(await rejectionOf(set({ Colour: 'red' }))).toMatchObject(unknown);
    expect(await rejectionOf(attributes('Colour' as 'All'))).toMatchObject(unknown);
  });

  it('are listed in pages (API_ListQueues)', async () => {
    const other = await sqs.createQueue('others');
    const QueueNamePrefix = '';
    const page = (NextToken?: string) =>
      sqs.client.send(new ListQueuesCommand({ QueueNamePrefix, MaxResults: 1, ...(NextToken && { NextToken }) }));

    const first = await page();
    const second = await page(first.NextToken);

    expect([first.QueueUrls, second.QueueUrls]).toEqual([[QueueUrl], [other]]);
    expect(await rejectionOf(sqs.client.send(new ListQueuesCommand({ MaxResults: 1001 })))).toMatchObject({
      name: expect.stringMatching(/^InvalidParameterValue/),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('are purged of all messages, once a minute (API_PurgeQueue)', async () => {
    const purge = () => sqs.client.send(new PurgeQueueCommand({ QueueUrl }));
    await sqs.send(QueueUrl, 'a');
    await sqs.send(QueueUrl, 'b', { DelaySeconds: 10 });

    await purge();
    const error = await rejectionOf(purge());
    await sqs.target.pass(61_000);

    expect(error).toMatchObject(
      refusal('PurgeQueueInProgress', /^Only one PurgeQueue operation on .* is allowed every 60 seconds\.$/, 403),
    );
    expect(await sqs.peek(QueueUrl)).toEqual([]);
    await purge();
  });

  it('give their names free a minute after their deletion (API_DeleteQueue, API_CreateQueue)', async () => {
    const QueueName = 'jobs';
    await sqs.client.send(new DeleteQueueCommand({ QueueUrl }));

    const error = await rejectionOf(createNamed(QueueName));
    await sqs.target.pass(61_000);
    const gone = await rejectionOf(sqs.send(QueueUrl, 'x'));
    const created = await createNamed(QueueName);

    expect(error).toMatchObject({ name: 'QueueDeletedRecently', $metadata: { httpStatusCode: 400 } });
    expect(gone).toMatchObject({ name: 'QueueDoesNotExist' });
    expect(created.QueueUrl).toBe(QueueUrl);
  });
});
