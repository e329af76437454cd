import { minuteMs } from '@pulso/kit/time';
import { type DeliveryFault } from '@pulso/world/sqs';
import { createLocalClock, type LocalClock } from '@pulso/world/time';

import { queueDefinition } from '../testing/definitions';
import { manyTurns, testRegion, testStartMs } from '../testing/start-test-cloud';
import { createSqsService } from './create-sqs-service';
import { type SqsService } from './sqs-service';

describe('the queues without HTTP', () => {
  let fault: DeliveryFault | undefined;
  let clock: LocalClock;
  let sqs: SqsService;

  beforeEach(async () => {
    fault = undefined;
    clock = createLocalClock({ startMs: testStartMs, realNowMs: Date.now.bind(Date) });
    sqs = createSqsService({ clock, region: testRegion, faultFor: () => fault });
    sqs.createQueues([queueDefinition('jobs', { messageRetentionSeconds: 7200 })]);
  });

  afterEach(() => {
    sqs.close();
    clock.stop();
  });

  const pass = (seconds: number): Promise<void> => clock.runUntil(clock.nowMs() + seconds * 1000);

  const receive = (maxMessages = 10) => sqs.receive('jobs', { maxMessages, waitSeconds: 0 });

  it('tell how old their oldest message is, without those that were received more than three times', async () => {
    await sqs.send('jobs', { body: 'poison' });
    await clock.runUntil(testStartMs + 10 * minuteMs);
    const ageBefore = sqs.oldestAgeSeconds('jobs');
    for (let count = 0; count < 4; count += 1) {
      await sqs.receive('jobs', { maxMessages: 1, waitSeconds: 0, visibilityTimeoutSeconds: 0 });
    }

    expect([599, 600]).toContain(ageBefore);
    expect(sqs.oldestAgeSeconds('jobs')).toBe(0);
  });

  it('give a received message with everything that an event needs', async () => {
    const messageId = await sqs.send('jobs', { body: 'hello' });

    const [message] = await receive();

    expect(message).toEqual({
      messageId,
      receiptHandle: expect.any(String),
      body: 'hello',
      md5OfBody: '5d41402abc4b2a76b9719d911017c592',
      attributes: {
        SenderId: '000000000000',
        SentTimestamp: expect.any(String),
        ApproximateReceiveCount: '1',
        ApproximateFirstReceiveTimestamp: expect.any(String),
      },
    });
  });

  it('make a jumping clock stop at every delay and every visibility deadline', async () => {
    const stops: string[] = [];
    const note = (): void => void stops.push(`${Math.round((clock.nowMs() - testStartMs) / 1000)} s`);
    await sqs.send('jobs', { body: 'a', delaySeconds: 600 });
    sqs.consume('jobs');
    const consuming = (async () => {
      for (let n = 0; n < 3; n += 1) {
        const [message] = await sqs.receive('jobs', { maxMessages: 1, waitSeconds: 20, visibilityTimeoutSeconds: 120 });
        note();
        if (n === 2) await sqs.deleteBatch('jobs', [message?.receiptHandle ?? '']);
      }
    })();

    await clock.runUntil(testStartMs + 60 * minuteMs);
    await consuming;

    expect(stops).toEqual(['600 s', '720 s', '840 s']);
    expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
  });

  it('keep the clock from jumping while a consumed queue has a visible message', async () => {
    sqs.consume('jobs');
    await sqs.send('jobs', { body: 'a' });
    let settled = false;
    const settling = clock.settle().then(() => (settled = true));

    await manyTurns();
    expect(settled).toBe(false);

    await receive();
    await settling;
    expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 1 });
  });

  it('do not wait for a queue without a consumer, nor for one whose consumer has left', async () => {
    const leave = sqs.consume('jobs');
    const leaveToo = sqs.consume('jobs');
    await sqs.send('jobs', { body: 'a' });
    leave();
    leave();
    let settled = false;
    const settling = clock.settle().then(() => (settled = true));
    await manyTurns();
    expect(settled).toBe(false);

    leaveToo();

    await settling;
    expect(sqs.depths('jobs').visible).toBe(1);
  });

  it('show messages of every state, oldest first, and hand out none of them', async () => {
    await sqs.send('jobs', { body: 'taken' });
    await receive();
    // Messages of one millisecond have no order.
    await pass(1);
    await sqs.send('jobs', { body: 'waiting' });
    await pass(1);
    await sqs.send('jobs', { body: 'late', delaySeconds: 60 });

    const messages = sqs.peek('jobs');

    expect(messages.map(({ body, state, receiveCount }) => [body, state, receiveCount])).toEqual([
      ['taken', 'inFlight', 1],
      ['waiting', 'visible', 0],
      ['late', 'delayed', 0],
    ]);
    expect(sqs.depths('jobs')).toEqual({ visible: 1, inFlight: 1, delayed: 1 });
  });

  it('deliver a message twice under one ID, each copy to be deleted by itself, and late', async () => {
    fault = { duplicateAfterMs: 60_000, delayMs: 30_000 };
    const messageId = await sqs.send('jobs', { body: 'hello', delaySeconds: 30 });
    await pass(59);
    const early = await receive();
    await pass(2);
    const first = await receive();
    await sqs.deleteBatch('jobs', [first[0]?.receiptHandle ?? '']);
    await pass(60);

    expect(early).toEqual([]);
    expect([...first, ...(await receive())].map((message) => message.messageId)).toEqual([messageId, messageId]);
  });

  it('refuse a queue that does not exist', async () => {
    expect(() => sqs.peek('nothing')).toThrow('The specified queue does not exist.');
    expect(() => sqs.consume('nothing')).toThrow('The specified queue does not exist.');
    await expect(sqs.receive('nothing', { maxMessages: 1, waitSeconds: 0 })).rejects.toThrow('does not exist');
  });
});
