import {
  CancelMessageMoveTaskCommand,
  CreateQueueCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { type SqsTarget, startSqsTarget } from './testing/start-sqs-target';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`SQS dead letters by their API (${reference})`, () => {
  let sqs: SqsTarget;
  let deadUrl: string;
  let deadArn: string;
  let workUrl: string;

  beforeEach(async () => {
    sqs = await startSqsTarget();
    deadUrl = await sqs.createQueue('dead');
    deadArn = await sqs.arnOf(deadUrl);
    workUrl = await sqs.createQueue('work', {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 2 }),
    });
  });

  afterEach(() => sqs.stop());

  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'test' } };

  /** Lets a message become a dead letter. @returns Its id. */
  const bury = async (body: string): Promise<string | undefined> => {
    const { MessageId } = await sqs.send(workUrl, body, { MessageAttributes });
    for (let n = 0; n < 2; n += 1) expect(await sqs.receive(workUrl)).toHaveLength(1);
    expect(await sqs.peek(workUrl)).toEqual([]);
    return MessageId;
  };

  const policy = (value: unknown): Record<string, string> => ({
    RedrivePolicy: typeof value === 'string' ? value : JSON.stringify(value),
  });

  it('move after the last receive and keep id, body and attributes (API_SetQueueAttributes)', async () => {
    const MessageId = await bury('poison');

    const [message, ...others] = await sqs.receive(deadUrl, { MessageAttributeNames: ['All'] });

    expect(message).toMatchObject({ MessageId, Body: 'poison', MessageAttributes });
    expect(others).toEqual([]);
  });

  it('say where they came from, and how often they were received (API_ReceiveMessage)', async () => {
    await bury('poison');

    const [message] = await sqs.receive(deadUrl, { MessageSystemAttributeNames: ['All'], VisibilityTimeout: 0 });
    const [again] = await sqs.receive(deadUrl, { MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'] });

    expect(message?.Attributes).toMatchObject({
      DeadLetterQueueSourceArn: await sqs.arnOf(workUrl),
      ApproximateReceiveCount: '3',
    });
    expect(again?.Attributes).toEqual({ DeadLetterQueueSourceArn: await sqs.arnOf(workUrl) });
  });

  it('have sources, which their queue names (API_ListDeadLetterSourceQueues)', async () => {
    const sources = async (QueueUrl: string) =>
      (await sqs.client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl }))).queueUrls;

    expect(await sources(deadUrl)).toEqual([workUrl]);
    expect(await sources(workUrl)).toEqual([]);
  });

  it.each<[string, (arn: string) => unknown]>([
    ['a queue that does not exist', (arn) => ({ deadLetterTargetArn: `${arn}-nowhere`, maxReceiveCount: 3 })],
    ['no queue', () => ({ maxReceiveCount: 3 })],
    ['a count of 0', (arn) => ({ deadLetterTargetArn: arn, maxReceiveCount: 0 })],
    ['a count of 1001', (arn) => ({ deadLetterTargetArn: arn, maxReceiveCount: 1001 })],
    ['a text that is no JSON', () => '{'],
  ])('do not go to %s (API_CreateQueue, API_SetQueueAttributes)', async (_title, wrong) => {
    const Attributes = policy(wrong(deadArn));
    const QueueName = 'new';

    const created = await rejectionOf(sqs.client.send(new CreateQueueCommand({ QueueName, Attributes })));
    const set = await rejectionOf(sqs.client.send(new SetQueueAttributesCommand({ QueueUrl: workUrl, Attributes })));

    for (const error of [created, set]) {
      expect(error).toMatchObject({
        name: expect.stringMatching(/^(InvalidParameterValue|InvalidAttributeValue)/),
        $metadata: { httpStatusCode: 400 },
      });
    }
  });

  it('move back to the queue that they came from, as new messages (API_StartMessageMoveTask, API_ListMessageMoveTasks)', async () => {
    const id = await bury('again');

    await sqs.client.send(new StartMessageMoveTaskCommand({ SourceArn: deadArn }));
    const { Results } = await sqs.client.send(new ListMessageMoveTasksCommand({ SourceArn: deadArn }));
    const [message] = await sqs.receive(workUrl, { MessageAttributeNames: ['All'], VisibilityTimeout: 600 });

    expect(Results).toMatchObject([{ Status: 'COMPLETED', SourceArn: deadArn, ApproximateNumberOfMessagesMoved: 1 }]);
    expect(message).toMatchObject({ Body: 'again', MessageAttributes });
    expect(message?.MessageId).not.toBe(id);
    expect(await sqs.peek(deadUrl)).toEqual([]);
  });

  it('go back to the queues that they came from where several share a queue (API_StartMessageMoveTask)', async () => {
    const otherUrl = await sqs.createQueue('other', {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 1 }),
    });
    await bury('of work');
    await sqs.send(otherUrl, 'of other');
    for (let n = 0; n < 2; n += 1) await sqs.receive(otherUrl);

    await sqs.client.send(new StartMessageMoveTaskCommand({ SourceArn: deadArn }));

    const bodies = async (queueUrl: string) => (await sqs.receive(queueUrl)).map(({ Body }) => Body);
    expect([await bodies(workUrl), await bodies(otherUrl)]).toEqual([['of work'], ['of other']]);
  });

  it('stay where they are when they came from nowhere (API_StartMessageMoveTask, API_ListMessageMoveTasks)', async () => {
    await sqs.send(deadUrl, 'sent here');

    await sqs.client.send(new StartMessageMoveTaskCommand({ SourceArn: deadArn }));
    const { Results } = await sqs.client.send(new ListMessageMoveTasksCommand({ SourceArn: deadArn }));

    expect(Results).toMatchObject([
      { Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource', ApproximateNumberOfMessagesMoved: 0 },
    ]);
    expect(await sqs.receive(deadUrl)).toHaveLength(1);
  });

  it('are moved from a queue with sources to one that exists (API_StartMessageMoveTask)', async () => {
    const start = async (SourceArn: string, DestinationArn?: string) =>
      rejectionOf(
        sqs.client.send(new StartMessageMoveTaskCommand({ SourceArn, ...(DestinationArn && { DestinationArn }) })),
      );

    expect(await start(await sqs.arnOf(workUrl))).toMatchObject(
      refusal('InvalidParameterValue', /^Source queue must be configured as a Dead Letter Queue\.$/),
    );
    expect(await start(deadArn, deadArn)).toMatchObject(
      refusal('InvalidParameterValue', /^Source queue arn and destination queue arn cannot be the same\.$/),
    );
    expect(await start(`${deadArn}-nowhere`)).toMatchObject(
      refusal(
        'ResourceNotFoundException',
        /^The resource that you specified for the SourceArn parameter doesn't exist\.$/,
        404,
      ),
    );
    expect(await start(deadArn, `${deadArn}-nowhere`)).toMatchObject(
      refusal(
        'ResourceNotFoundException',
        /^The resource that you specified for the DestinationArn parameter doesn't exist\.$/,
        404,
      ),
    );
  });

  it('are not stopped on their way by a handle of no task (API_CancelMessageMoveTask)', async () => {
    const cancel = (TaskHandle: string) =>
      rejectionOf(sqs.client.send(new CancelMessageMoveTaskCommand({ TaskHandle })));
    const handle = (sourceArn: string) =>
      Buffer.from(JSON.stringify({ taskId: '01234567-89ab-4def-8123-456789abcdef', sourceArn })).toString('base64');

    expect(await cancel('made up')).toMatchObject(
      refusal('InvalidParameterValue', /^Value for parameter TaskHandle is invalid\.$/),
    );
    expect(await cancel(handle(`${deadArn}-nowhere`))).toMatchObject(
      refusal('ResourceNotFoundException', /SourceArn parameter doesn't exist\.$/, 404),
    );
    expect(await cancel(handle(deadArn))).toMatchObject(
      refusal('ResourceNotFoundException', /^Task does not exist\.$/, 404),
    );
  });

  describe('a policy that says whose they may be', () => {
    const allow = (policy: object | string) =>
      sqs.client.send(
        new SetQueueAttributesCommand({
          QueueUrl: deadUrl,
          Attributes: { RedriveAllowPolicy: typeof policy === 'string' ? policy : JSON.stringify(policy) },
        }),
      );
    const createSource = (base: string) =>
      sqs.createQueue(base, policy({ deadLetterTargetArn: deadArn, maxReceiveCount: 1 }));

    it('lets all queues, none, or those that it names have a dead-letter queue (API_SetQueueAttributes)', async () => {
      const named = deadArn.replace(/dead$/, 'named');

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
    ])('is refused when it is %j (API_SetQueueAttributes)', async (wrong) => {
      expect(await rejectionOf(allow(wrong))).toMatchObject({ name: expect.stringMatching(/^Invalid/) });
    });
  });
});
