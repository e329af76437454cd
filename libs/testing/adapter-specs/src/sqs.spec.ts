import { SQSClient } from '@aws-sdk/client-sqs';
import { createSendMessages } from '@pulso/adapters/sqs';
import { type SqsService, createSqsService, localQueueUrl } from '@pulso/local-aws';
import { type LocalClock, createLocalClock } from '@pulso/local-clock';

import { type StartedService, region, startLocalService } from './start-local-service';

describe('the SQS adapter against the local SQS', () => {
  let clock: LocalClock;
  let sqs: SqsService;
  let service: StartedService;
  let client: SQSClient;
  let send: ReturnType<typeof createSendMessages>;

  beforeEach(async () => {
    clock = createLocalClock();
    sqs = createSqsService({ clock, region });
    await sqs.createQueues([
      {
        name: 'jobs',
        arn: `arn:aws:sqs:${region}:000000000000:jobs`,
        visibilityTimeoutSeconds: 30,
        delaySeconds: 0,
        messageRetentionSeconds: 345_600,
        maxMessageBytes: 1_048_576,
        receiveWaitTimeSeconds: 0,
      },
    ]);
    service = await startLocalService(sqs, clock);
    client = new SQSClient(service.clientConfig);
    send = createSendMessages(client, localQueueUrl(service.clientConfig.endpoint, 'jobs'));
  });

  afterEach(async () => {
    client.destroy();
    sqs.close();
    await service.close();
    clock.stop();
  });

  const receiveAll = async (): Promise<unknown[]> => {
    const bodies: unknown[] = [];
    for (;;) {
      const messages = await sqs.receive('jobs', { maxMessages: 10, waitSeconds: 0 });
      if (messages.length === 0) return bodies;
      bodies.push(...messages.map(({ body }) => JSON.parse(body) as unknown));
    }
  };

  it('delivers every message of a long list once', async () => {
    await send(Array.from({ length: 23 }, (_, n) => ({ body: { n } })));

    const numbers = (await receiveAll()).map((body) => (body as { n: number }).n);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, n) => n));
  });

  it('holds delayed messages back', async () => {
    await send([{ body: 'now' }, { body: 'later', delaySeconds: 900 }]);

    expect(sqs.depths('jobs')).toEqual({ visible: 1, delayed: 1, inFlight: 0 });
  });

  it('delivers hostile text unchanged', async () => {
    const body = { text: '\u0000\u0007\ufffe\uffff\ud800 <b>&😀\u2028' };

    await send([{ body }]);

    expect(await receiveAll()).toEqual([body]);
  });

  it('delivers messages that together exceed one batch', async () => {
    const body = 'x'.repeat(700_000);

    await send([{ body }, { body }]);

    expect(await receiveAll()).toEqual([body, body]);
  });

  it('passes on that there is no such queue', async () => {
    const sending = createSendMessages(client, localQueueUrl(service.clientConfig.endpoint, 'other'))([{ body: 1 }]);

    await expect(sending).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });
});
