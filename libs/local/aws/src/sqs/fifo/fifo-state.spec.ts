import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

import { rejectionOf, startTestCloud, type TestCloud, testRegion } from '../../testing/start-test-cloud';
import { createSqsService } from '../create-sqs-service';
import { type SqsService } from '../sqs-service';

describe('A FIFO queue', () => {
  let cloud: TestCloud;
  let service: SqsService;
  let client: SQSClient;
  let queueUrl: string;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [(service = createSqsService({ clock, region: testRegion }))]);
    client = new SQSClient(cloud.clientConfig);
    const created = new CreateQueueCommand({ QueueName: 'jobs.fifo', Attributes: { FifoQueue: 'true' } });
    queueUrl = (await client.send(created)).QueueUrl ?? '';
  });

  afterEach(async () => {
    await cloud.stop();
    service.close();
    client.destroy();
  });

  const send = (body: string) =>
    client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: body,
        MessageGroupId: 'a',
        MessageDeduplicationId: body,
      }),
    );

  const receive = async (count: number) =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: count }))).Messages ?? [];

  /** Goes on with what the service would have saved. */
  const restart = (): void => {
    const records = service.dump().map((text) => JSON.parse(text) as unknown);
    service.close();
    service = createSqsService({ clock: cloud.clock, region: testRegion });
    service.load(records);
    cloud.gateway.register(service);
  };

  it('is restored with its order, its locks and what it remembers', async () => {
    for (const body of ['a1', 'a2', 'a3']) await send(body);
    await receive(1);

    restart();
    const locked = await receive(10);
    await send('a3');
    await send('a4');
    await cloud.clock.runUntil(cloud.clock.nowMs() + 31_000);
    const received = await receive(10);

    expect(locked).toEqual([]);
    expect(received.map(({ Body }) => Body)).toEqual(['a1', 'a2', 'a3', 'a4']);
  });

  it('takes an ID again after five minutes', async () => {
    await send('a1');
    const [message] = await receive(1);
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message?.ReceiptHandle }));

    await cloud.clock.runUntil(cloud.clock.nowMs() + 290_000);
    await send('a1');
    const early = await receive(10);
    await cloud.clock.runUntil(cloud.clock.nowMs() + 20_000);
    await send('a1');

    expect(early).toEqual([]);
    expect((await receive(10)).map(({ Body }) => Body)).toEqual(['a1']);
  });

  it('is counted as any other', async () => {
    for (const body of ['a1', 'a2']) await send(body);
    await receive(1);

    expect(service.depths('jobs.fifo')).toEqual({ visible: 1, delayed: 0, inFlight: 1 });
  });

  it('is refused a receive that asks for the messages of an earlier one, by name', async () => {
    const error = await rejectionOf(
      client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, ReceiveRequestAttemptId: 'x' })),
    );

    expect(String(error)).toContain('ReceiveRequestAttemptId');
  });
});
