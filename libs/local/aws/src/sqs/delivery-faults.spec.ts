import { createLocalClock, followClock, type LocalClock } from '@pulso/local/clock';
import { type DeliveryFault } from '@pulso/local/sqs';

import { queueDefinition } from '../testing/queue-definition';
import { testStartMs } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { type SqsService } from './sqs-service';

describe('a queue with faults', () => {
  const asked: string[] = [];
  let clock: LocalClock;
  let unfollow: () => void;
  let sqs: SqsService;

  const start = async (fault: DeliveryFault | undefined): Promise<void> => {
    asked.length = 0;
    clock = createLocalClock({ startMs: testStartMs, realNowMs: Date.now.bind(Date) });
    unfollow = followClock(clock);
    const faultFor = (queueName: string) => {
      asked.push(queueName);
      return fault;
    };
    sqs = createSqsService({ clock, region: 'eu-central-1', faultFor });
    await sqs.createQueues([queueDefinition('jobs')]);
  };

  afterEach(() => {
    sqs.close();
    clock.stop();
    unfollow();
  });

  const receive = () => sqs.receive('jobs', { maxMessages: 10, waitSeconds: 0 });

  it('delivers a message twice under one ID, each copy to be deleted by itself', async () => {
    await start({ duplicateAfterMs: 0 });
    const messageId = await sqs.send('jobs', { body: 'hello' });

    const messages = await receive();

    expect(messages.map((message) => [message.messageId, message.body])).toEqual([
      [messageId, 'hello'],
      [messageId, 'hello'],
    ]);
    await sqs.deleteBatch('jobs', [messages[0]?.receiptHandle ?? '']);
    expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 1 });
  });

  it('delivers it again after a while, when the first has long been deleted', async () => {
    await start({ duplicateAfterMs: 60_000 });
    await sqs.send('jobs', { body: 'hello' });
    const first = await receive();
    await sqs.deleteBatch(
      'jobs',
      first.map(({ receiptHandle }) => receiptHandle),
    );

    await clock.runUntil(testStartMs + 59_000);
    expect(await receive()).toEqual([]);
    await clock.runUntil(testStartMs + 61_000);

    expect((await receive()).map(({ messageId }) => messageId)).toEqual(first.map(({ messageId }) => messageId));
  });

  it('adds to the delay that the sender asked for, and asks once per message', async () => {
    await start({ delayMs: 30_000 });
    await sqs.send('jobs', { body: 'hello', delaySeconds: 30 });

    await clock.runUntil(testStartMs + 59_000);
    expect(await receive()).toEqual([]);
    await clock.runUntil(testStartMs + 61_000);
    expect(await receive()).toHaveLength(1);
    await clock.runUntil(testStartMs + 100_000);

    expect(await receive()).toHaveLength(1);
    expect(asked).toEqual(['jobs']);
  });

  it('delivers as usual what no fault is for', async () => {
    await start(undefined);
    await sqs.send('jobs', { body: 'hello' });

    expect(await receive()).toHaveLength(1);
    expect(asked).toEqual(['jobs']);
  });
});
