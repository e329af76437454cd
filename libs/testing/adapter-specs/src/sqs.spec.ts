import { DeleteMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createChangeVisibility, createSendMessages } from '@pulso/adapters/sqs';
import { createSqsService, localQueueUrl, type SqsService } from '@pulso/local/gateway';
import { type LocalClock, createLocalClock, followClock } from '@pulso/world/time';

import { type StartedService, region, startLocalService } from './start-local-service';

const startMs = Date.UTC(2026, 10, 26);

describe('the SQS adapter against the local SQS', () => {
  let clock: LocalClock;
  let sqs: SqsService;
  let service: StartedService;
  let client: SQSClient;
  let send: ReturnType<typeof createSendMessages>;

  beforeEach(async () => {
    // It stands still until a test moves it, however slow the machine is.
    clock = createLocalClock({ startMs, realNowMs: () => startMs });
    sqs = createSqsService({ clock, region });
    sqs.createQueues([
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

  describe('with messages that have to wait', () => {
    let unfollow: () => void;

    beforeEach(() => {
      unfollow = followClock(clock);
    });

    afterEach(() => unfollow());

    const receive = () => sqs.receive('jobs', { maxMessages: 10, waitSeconds: 0 });
    const pause: ReturnType<typeof createChangeVisibility> = (pauses) =>
      createChangeVisibility(client, localQueueUrl(service.clientConfig.endpoint, 'jobs'))(pauses);

    it('hides each for its own time, shorter or longer than that of the queue', async () => {
      await send([{ body: 'soon' }, { body: 'late' }]);
      const pausedAtMs = clock.nowMs();

      await pause(
        (await receive()).map(({ receiptHandle, body }) => ({
          receiptHandle,
          visibilityTimeoutSeconds: body === '"soon"' ? 10 : 300,
        })),
      );

      const comeBack: Record<number, string[]> = {};
      for (const seconds of [8, 12, 290, 302]) {
        await clock.runUntil(pausedAtMs + seconds * 1000);
        comeBack[seconds] = (await receive()).map(({ body, attributes }) => {
          return `${body} at receive ${attributes['ApproximateReceiveCount']}`;
        });
      }
      expect(comeBack).toEqual({
        8: [],
        12: ['"soon" at receive 2'],
        290: ['"soon" at receive 3'],
        302: ['"late" at receive 2'],
      });
    });

    it('reports that a deleted one is not hidden, and hides the other', async () => {
      await send([{ body: 1 }, { body: 2 }]);
      const messages = await receive();
      const pausedAtMs = clock.nowMs();
      await client.send(
        new DeleteMessageCommand({
          QueueUrl: localQueueUrl(service.clientConfig.endpoint, 'jobs'),
          ReceiptHandle: messages[0]?.receiptHandle,
        }),
      );

      const pausing = pause(messages.map(({ receiptHandle }) => ({ receiptHandle, visibilityTimeoutSeconds: 300 })));

      await expect(pausing).rejects.toThrow(/did not hide 1 of 2 messages/);
      await clock.runUntil(pausedAtMs + 60_000);
      expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 1 });
    });
  });
});
