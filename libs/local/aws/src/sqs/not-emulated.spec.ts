import {
  AddPermissionCommand,
  CreateQueueCommand,
  type CreateQueueCommandInput,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';

import { rejectionOf, startTestCloud, type TestCloud, testAccessKey, testRegion } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { localQueueUrl } from './queue-urls';

describe('What SQS has and the local cloud does not', () => {
  let cloud: TestCloud;
  let client: SQSClient;
  let QueueUrl: string;
  let stopService: () => void;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => {
      const service = createSqsService({ clock, region: testRegion });
      stopService = service.close;
      return [service];
    });
    client = new SQSClient(cloud.clientConfig);
    await client.send(new CreateQueueCommand({ QueueName: 'jobs' }));
    QueueUrl = localQueueUrl(cloud.gateway.url, 'jobs');
  });

  afterEach(async () => {
    client.destroy();
    stopService();
    await cloud.stop();
  });

  it.each<[string, Partial<CreateQueueCommandInput>, string]>([
    ['FIFO queues', { QueueName: 'jobs.fifo', Attributes: { FifoQueue: 'true' } }, 'FIFO queues'],
    ['an attribute of FIFO queues', { Attributes: { FifoQueue: 'true' } }, 'the attribute FifoQueue'],
    ['policies of queues', { Attributes: { Policy: '{}' } }, 'the attribute Policy'],
    ['tags of queues', { tags: { team: 'pulso' } }, 'the parameter tags of CreateQueue'],
  ])('is refused by name when a queue is created: %s', async (_what, input, name) => {
    const error = await rejectionOf(client.send(new CreateQueueCommand({ QueueName: 'more', ...input })));

    expect(error).toMatchObject({
      name: expect.stringMatching(/UnsupportedOperation$/),
      message: expect.stringContaining(`The local cloud does not emulate ${name}`),
    });
  });

  it('is refused by name when a queue exists', async () => {
    const set = new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '{}' } });
    const permission = { QueueUrl, Label: 'a', AWSAccountIds: ['000000000000'], Actions: ['SendMessage'] };

    expect(await rejectionOf(client.send(set))).toMatchObject({ message: expect.stringContaining('Policy') });
    expect(await rejectionOf(client.send(new AddPermissionCommand(permission)))).toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('AddPermission'),
    });
    expect(await rejectionOf(client.send(new TagQueueCommand({ QueueUrl, Tags: { team: 'pulso' } })))).toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('TagQueue'),
    });
  });

  it('is refused in XML to clients that speak it, with the versions that do not', async () => {
    const response = await fetch(cloud.gateway.url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${testAccessKey}/20261125/${testRegion}/sqs/aws4_request`,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      body: 'Action=ListQueues&Version=2012-11-05',
    });

    const xml = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/xml']);
    expect(xml).toMatch(/<ErrorResponse><Error><Type>Sender<\/Type><Code>UnsupportedOperation<\/Code><Message>[^<]+/);
    expect(xml).toMatch(/CLI from 1\.29\.82 .* boto3 from 1\.28\.82/);
  });
});
