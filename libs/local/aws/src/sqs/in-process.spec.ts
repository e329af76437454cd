import { type LocalClock } from '@pulso/world/time';

import { queueDefinition } from '../testing/definitions';
import { manyTurns, testStartMs } from '../testing/start-test-cloud';
import { type SqsService } from './sqs-service';
import { type SqsInProcess, startSqsInProcess } from './testing/start-sqs-in-process';

const minuteMs = 60_000;

describe('the queues without HTTP', () => {
  let started: SqsInProcess;
  let clock: LocalClock;
  let sqs: SqsService;

  beforeEach(async () => {
    started = await startSqsInProcess([queueDefinition('jobs', { messageRetentionSeconds: 7200 })]);
    ({ clock, sqs } = started);
  });

  afterEach(() => started.stop());

  const receive = (maxMessages = 10) => sqs.receive('jobs', { maxMessages, waitSeconds: 0 });

  it('count no messages that are older than the retention', async () => {
    await sqs.send('jobs', { body: 'old' });
    await started.pass(7201);

    expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
  });

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
    const messageId = await sqs.send('jobs', {
      body: 'hello',
      messageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
    });

    const [message] = await receive();

    expect(message).toEqual({
      messageId,
      receiptHandle: expect.any(String),
      body: 'hello',
      md5OfBody: '5d41402abc4b2a76b9719d911017c592',
      md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
      attributes: {
        SenderId: '000000000000',
        SentTimestamp: expect.any(String),
        ApproximateReceiveCount: '1',
        ApproximateFirstReceiveTimestamp: expect.any(String),
      },
      messageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
    });
  });

  it('delete more than ten at once', async () => {
    for (let n = 0; n < 25; n += 1) await sqs.send('jobs', { body: 'x' });
    const messages = [...(await receive()), ...(await receive()), ...(await receive())];

    await sqs.deleteBatch(
      'jobs',
      messages.map(({ receiptHandle }) => receiptHandle),
    );

    expect(messages).toHaveLength(25);
    expect(sqs.depths('jobs')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
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

  it('let the clock jump over the deadline of a message that was deleted', async () => {
    const stops: number[] = [];
    await sqs.send('jobs', { body: 'a' });
    const [message] = await receive();
    await sqs.deleteBatch('jobs', [message?.receiptHandle ?? '']);
    clock.requireQuiet(() => stops.push(clock.nowMs()) > 0);

    await clock.runUntil(testStartMs + 60 * minuteMs);

    const onTheWay = stops.filter((ms) => ms > testStartMs + minuteMs / 4 && ms < testStartMs + 59 * minuteMs);
    expect(onTheWay).toEqual([]);
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
    expect(sqs.visibleMessageCount('jobs')).toBe(1);
  });

  it('deliver every message once to many consumers that delete it', async () => {
    sqs.consume('jobs');
    const bodies: string[] = [];
    const consume = async (): Promise<void> => {
      while (bodies.length < 200) {
        const messages = await sqs.receive('jobs', { maxMessages: 10, waitSeconds: 20 });
        bodies.push(...messages.map(({ body }) => body));
        await sqs.deleteBatch(
          'jobs',
          messages.map(({ receiptHandle }) => receiptHandle),
        );
      }
      sqs.close();
    };
    const consumers = [consume(), consume(), consume()];

    for (let n = 0; n < 200; n += 1) await sqs.send('jobs', { body: String(n), delaySeconds: n % 3 });
    await clock.runUntil(testStartMs + minuteMs);
    await Promise.all(consumers);

    expect(bodies).toHaveLength(200);
    expect(new Set(bodies).size).toBe(200);
  });

  it('refuse a queue that does not exist', async () => {
    expect(() => sqs.depths('nothing')).toThrow('The specified queue does not exist.');
    expect(() => sqs.consume('nothing')).toThrow('The specified queue does not exist.');
    await expect(sqs.receive('nothing', { maxMessages: 1, waitSeconds: 0 })).rejects.toThrow('does not exist');
  });
});
