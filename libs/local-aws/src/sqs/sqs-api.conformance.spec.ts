import {
  CancelMessageMoveTaskCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';

import { type ConformanceTarget, startConformanceTarget } from '../testing/start-conformance-target';
import { rejectionOf, testRegion } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { type SqsService } from './sqs-service';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`SQS by its API (${reference})`, () => {
  let target: ConformanceTarget;
  let client: SQSClient;
  let service: SqsService | undefined;
  let deadUrl: string;
  let deadArn: string;
  let workUrl: string;

  beforeEach(async () => {
    target = await startConformanceTarget((clock) => [(service = createSqsService({ clock, region: testRegion }))]);
    client = new SQSClient(target.clientConfig);
    deadUrl = await create('dead');
    deadArn = await arnOf(deadUrl);
    workUrl = await create('work', {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 1 }),
    });
  });

  afterEach(async () => {
    await target.stop();
    service?.close();
    client.destroy();
  });

  const create = async (base: string, Attributes: Record<string, string> = {}): Promise<string> => {
    const { QueueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName: target.uniqueName(base), Attributes, tags: { team: 'pulso' } }),
    );
    target.onStop(() => client.send(new DeleteQueueCommand({ QueueUrl })));
    return QueueUrl;
  };

  const arnOf = async (QueueUrl: string): Promise<string> => {
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    return Attributes?.['QueueArn'] ?? '';
  };

  const send = (QueueUrl: string, MessageBody: string) =>
    client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody,
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
      }),
    );

  const receive = async (QueueUrl: string, WaitTimeSeconds = target.isAws ? 10 : 0): Promise<Message[]> =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, MessageAttributeNames: ['All'] })))
      .Messages ?? [];

  /** Lets a message become a dead letter. */
  const bury = async (body: string): Promise<void> => {
    await send(workUrl, body);
    await receive(workUrl);
    await receive(workUrl, 0);
  };

  it('keeps tags, from the creation and later (API_TagQueue, API_UntagQueue, API_ListQueueTags)', async () => {
    const tags = async () => (await client.send(new ListQueueTagsCommand({ QueueUrl: deadUrl }))).Tags;

    const created = await tags();
    await client.send(new TagQueueCommand({ QueueUrl: deadUrl, Tags: { stage: 'test' } }));
    await client.send(new UntagQueueCommand({ QueueUrl: deadUrl, TagKeys: ['team'] }));

    expect(created).toEqual({ team: 'pulso' });
    expect(await tags()).toEqual({ stage: 'test' });
  });

  it('names the queues that a dead-letter queue serves (API_ListDeadLetterSourceQueues)', async () => {
    const sources = async (QueueUrl: string) =>
      (await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl }))).queueUrls;

    expect(await sources(deadUrl)).toEqual([workUrl]);
    expect(await sources(workUrl)).toEqual([]);
  });

  it('pages through lists of queues (API_ListQueues)', async () => {
    const QueueNamePrefix = target.uniqueName('');
    const page = (NextToken?: string) =>
      client.send(new ListQueuesCommand({ QueueNamePrefix, MaxResults: 1, ...(NextToken && { NextToken }) }));

    const first = await page();
    const second = await page(first.NextToken);

    expect([first.QueueUrls, second.QueueUrls]).toEqual([[deadUrl], [workUrl]]);
    expect(await rejectionOf(client.send(new ListQueuesCommand({ MaxResults: 1001 })))).toMatchObject({
      name: expect.stringMatching(/^InvalidParameterValue/),
    });
  });

  it('moves dead letters back to the queue that they came from, as new messages (API_StartMessageMoveTask)', async () => {
    await bury('again');

    const { TaskHandle } = await client.send(new StartMessageMoveTaskCommand({ SourceArn: deadArn }));
    if (target.isAws) await target.pass(10_000);
    const [message] = await receive(workUrl);
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: deadArn }));
    const error = await rejectionOf(client.send(new CancelMessageMoveTaskCommand({ TaskHandle })));

    expect(message).toMatchObject({ Body: 'again', MessageAttributes: { kind: { StringValue: 'test' } } });
    expect(await receive(deadUrl, 0)).toEqual([]);
    expect(Results).toMatchObject([{ Status: 'COMPLETED', SourceArn: deadArn, ApproximateNumberOfMessagesMoved: 1 }]);
    expect(error).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('moves nothing out of a queue that serves no other, or does not exist (API_StartMessageMoveTask)', async () => {
    const start = async (SourceArn: string) => rejectionOf(client.send(new StartMessageMoveTaskCommand({ SourceArn })));

    expect(await start(await arnOf(workUrl))).toMatchObject({ name: expect.stringMatching(/^InvalidParameterValue/) });
    expect(await start(`${deadArn}-nowhere`)).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is purged once a minute (API_PurgeQueue)', async () => {
    const purge = () => client.send(new PurgeQueueCommand({ QueueUrl: deadUrl }));
    await purge();

    const error = await rejectionOf(purge());
    await target.pass(61_000);
    await purge();

    expect(error).toMatchObject({ name: 'PurgeQueueInProgress' });
  });

  it('gives a name free a minute after its queue was deleted (API_CreateQueue)', async () => {
    const QueueName = target.uniqueName('dead');
    await client.send(new DeleteQueueCommand({ QueueUrl: deadUrl }));

    const error = await rejectionOf(client.send(new CreateQueueCommand({ QueueName })));
    await target.pass(61_000);
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName }));

    expect(error).toMatchObject({ name: 'QueueDeletedRecently' });
    expect(QueueUrl).toBe(deadUrl);
  });

  it('finds no queue of another account (API_GetQueueUrl)', async () => {
    const error = await rejectionOf(
      client.send(
        new GetQueueUrlCommand({ QueueName: target.uniqueName('dead'), QueueOwnerAWSAccountId: '111122223333' }),
      ),
    );

    expect(error).toMatchObject({ name: expect.stringMatching(/^(QueueDoesNotExist|AccessDenied)/) });
  });

  it('loses messages that are older than the retention, by the time of their sending (API_SetQueueAttributes)', async () => {
    const url = await create('brief', { MessageRetentionPeriod: '60' });
    await send(url, 'old');
    await target.pass(40_000);
    await send(url, 'young');
    await target.pass(25_000);

    expect((await receive(url)).map(({ Body }) => Body)).toEqual(['young']);
    expect(await receive(url, 0)).toEqual([]);
  });
});
