import { ChangeMessageVisibilityCommand, DeleteMessageCommand, type Message } from '@aws-sdk/client-sqs';

import { rejectionOf } from '../testing/start-test-cloud';
import { type SqsTarget, startSqsTarget } from './testing/start-sqs-target';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`SQS visibility, deletion and delay by their API (${reference})`, () => {
  let sqs: SqsTarget;
  let QueueUrl: string;

  beforeEach(async () => {
    sqs = await startSqsTarget();
    QueueUrl = await sqs.createQueue('jobs', { VisibilityTimeout: '10' });
  });

  afterEach(() => sqs.stop());

  /** Sends a message and receives it. */
  const take = async (): Promise<Message | undefined> => {
    await sqs.send(QueueUrl, 'x');
    return (await sqs.receive(QueueUrl))[0];
  };
  const change = (message: Message | undefined, VisibilityTimeout: number) =>
    sqs.client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout }),
    );
  const remove = (message: Message | undefined) =>
    sqs.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  const bodies = (messages: Message[]): (string | undefined)[] => messages.map(({ Body }) => Body);

  it('hides a received message for the timeout of the queue (API_ReceiveMessage)', async () => {
    await take();

    await sqs.target.pass(8_000);
    const early = await sqs.peek(QueueUrl);
    await sqs.target.pass(3_000);
    const again = await sqs.receive(QueueUrl, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });

    expect(early).toEqual([]);
    expect(again[0]?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
  });

  it('hides it for the timeout that a receive gives (API_ReceiveMessage)', async () => {
    await sqs.send(QueueUrl, 'x');
    await sqs.receive(QueueUrl, { VisibilityTimeout: 15 });

    await sqs.target.pass(13_000);
    const early = await sqs.peek(QueueUrl);
    await sqs.target.pass(3_000);

    expect(early).toEqual([]);
    expect(bodies(await sqs.receive(QueueUrl))).toEqual(['x']);
  });

  it('shows it at once when its timeout becomes 0 (API_ChangeMessageVisibility)', async () => {
    await change(await take(), 0);

    expect(bodies(await sqs.receive(QueueUrl))).toEqual(['x']);
  });

  it('extends a timeout from the moment of the call (API_ChangeMessageVisibility)', async () => {
    const message = await take();
    await sqs.target.pass(6_000);

    await change(message, 10);
    await sqs.target.pass(8_000);
    const early = await sqs.peek(QueueUrl);
    await sqs.target.pass(3_000);

    expect(early).toEqual([]);
    expect(bodies(await sqs.receive(QueueUrl))).toEqual(['x']);
  });

  it('does not extend the timeout of a message that was deleted (API_ChangeMessageVisibility)', async () => {
    const message = await take();
    await remove(message);

    expect(await rejectionOf(change(message, 10))).toMatchObject({
      name: expect.stringMatching(/^(MessageNotInflight|InvalidParameterValue)/),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([-1, 43_201])('takes no timeout of %d seconds (API_ChangeMessageVisibility)', async (seconds) => {
    const message = await take();

    expect(await rejectionOf(change(message, seconds))).toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining(`Value ${seconds} for parameter VisibilityTimeout is invalid.`),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('knows no receipt handle that never was one (API_DeleteMessage, API_ChangeMessageVisibility)', async () => {
    const nonsense = { ReceiptHandle: 'nonsense' };
    const invalid = { name: 'ReceiptHandleIsInvalid', message: expect.stringContaining('"nonsense" is') };

    expect(await rejectionOf(change(nonsense, 0))).toMatchObject(invalid);
    expect(await rejectionOf(remove(nonsense))).toMatchObject(invalid);
  });

  it('deletes for good, and again without an error (API_DeleteMessage)', async () => {
    const message = await take();

    await remove(message);
    await remove(message);
    await sqs.target.pass(11_000);

    expect(await sqs.peek(QueueUrl)).toEqual([]);
  });

  it('deletes or hides a message that is visible again by its last receipt handle (API_DeleteMessage, API_ChangeMessageVisibility)', async () => {
    const deleted = await take();
    await sqs.target.pass(11_000);
    await remove(deleted);
    const afterDeletion = await sqs.peek(QueueUrl);
    const hidden = await take();
    await sqs.target.pass(11_000);
    await change(hidden, 10);

    expect(afterDeletion).toEqual([]);
    expect(await sqs.peek(QueueUrl)).toEqual([]);
    await sqs.target.pass(11_000);
    expect(bodies(await sqs.receive(QueueUrl))).toEqual(['x']);
  });

  it('counts messages by where they are (API_GetQueueAttributes)', async () => {
    const expected = { visible: 1, delayed: 1, inFlight: 1 };
    const queueUrl = await sqs.createQueue('counted', { VisibilityTimeout: '600' });
    await sqs.send(queueUrl, 'x');
    await sqs.receive(queueUrl);
    await sqs.send(queueUrl, 'later', { DelaySeconds: 900 });
    await sqs.send(queueUrl, 'now');

    expect(await sqs.depths(queueUrl)).toEqual(expected);
  });

  it('keeps a message back for its delay (API_SendMessage)', async () => {
    await sqs.send(QueueUrl, 'x', { DelaySeconds: 10 });

    await sqs.target.pass(8_000);
    const early = await sqs.peek(QueueUrl);
    await sqs.target.pass(3_000);

    expect(early).toEqual([]);
    expect(bodies(await sqs.receive(QueueUrl))).toEqual(['x']);
  });

  it('delays as the queue says unless the message says otherwise (API_CreateQueue)', async () => {
    const slow = await sqs.createQueue('slow', { DelaySeconds: '900' });
    await sqs.send(slow, 'slow');
    await sqs.send(slow, 'fast', { DelaySeconds: 0 });

    expect(bodies(await sqs.receive(slow))).toEqual(['fast']);
  });

  it.each([-1, 901])('takes no delay of %d seconds (API_SendMessage)', async (DelaySeconds) => {
    expect(await rejectionOf(sqs.send(QueueUrl, 'x', { DelaySeconds }))).toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining(`Value ${DelaySeconds} for parameter DelaySeconds is invalid.`),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('ends a long poll as soon as a message comes (API_ReceiveMessage)', async () => {
    const waiting = sqs.receive(QueueUrl, { WaitTimeSeconds: 20 });

    await sqs.send(QueueUrl, 'x');

    expect(bodies(await waiting)).toEqual(['x']);
  });

  it('loses messages that are older than the retention, by the time of their sending (API_SetQueueAttributes)', async () => {
    const brief = await sqs.createQueue('brief', { MessageRetentionPeriod: '60' });
    await sqs.send(brief, 'old');
    await sqs.target.pass(40_000);
    await sqs.send(brief, 'young');
    await sqs.target.pass(25_000);

    expect(bodies(await sqs.receive(brief))).toEqual(['young']);
    expect(await sqs.peek(brief)).toEqual([]);
  });
});
