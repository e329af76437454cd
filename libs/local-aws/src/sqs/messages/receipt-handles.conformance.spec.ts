import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

import { type ConformanceTarget, startConformanceTarget } from '../../testing/start-conformance-target';
import { testRegion } from '../../testing/start-test-cloud';
import { createSqsService } from '../create-sqs-service';
import { type SqsService } from '../sqs-service';

const reference = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`Receipt handles of SQS when the visibility timeout is over (${reference})`, () => {
  let target: ConformanceTarget;
  let client: SQSClient;
  let service: SqsService | undefined;
  let QueueUrl: string;

  beforeEach(async () => {
    target = await startConformanceTarget((clock) => [(service = createSqsService({ clock, region: testRegion }))]);
    client = new SQSClient(target.clientConfig);
    const created = await client.send(new CreateQueueCommand({ QueueName: target.uniqueName('jobs') }));
    QueueUrl = created.QueueUrl ?? '';
    target.onStop(() => client.send(new DeleteQueueCommand({ QueueUrl })));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  });

  afterEach(async () => {
    await target.stop();
    service?.close();
    client.destroy();
  });

  const receive = async (VisibilityTimeout: number): Promise<string | undefined> =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout }))).Messages?.[0]?.ReceiptHandle;

  it('deletes a message that is visible again (API_DeleteMessage)', async () => {
    const ReceiptHandle = await receive(1);
    await target.pass(2000);

    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

    expect(await receive(1)).toBeUndefined();
  });

  it('deletes a message that was made visible at once, in a batch (API_DeleteMessageBatch)', async () => {
    const ReceiptHandle = await receive(30);
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', ReceiptHandle }] }));

    expect(await receive(1)).toBeUndefined();
  });

  it('deletes nothing by a handle from before the last receipt (API_DeleteMessage)', async () => {
    const ReceiptHandle = await receive(0);
    const later = await receive(0);

    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

    const last = await receive(1);
    expect([later, last]).toEqual([expect.any(String), expect.any(String)]);
  });
});
