import { minuteMs } from '@pulso/kit/time';
import { setTimeout } from 'node:timers/promises';

import { createLocalClock, type LocalClock } from '@pulso/world/time';
import { type EventSourceMappingDefinition } from '@pulso/world/stacks';

import { functionDefinition } from '../testing/deploy';
import { fakeRuntime } from '../testing/fake-runtime';
import { message, type WatchedQueue, watchedQueue } from '../testing/watched-queue';
import { type FunctionRuntime } from './create-function-runtime';
import { queueEvent } from './queue-access';
import { type EventSourceMappings, startEventSourceMappings } from './start-event-source-mappings';

const queueArn = 'arn:aws:sqs:eu-central-1:000000000000:query-jobs';

const mapping = (overrides: Partial<EventSourceMappingDefinition> = {}): EventSourceMappingDefinition => ({
  queueArn,
  functionName: 'worker',
  batchSize: 10,
  maximumBatchingWindowSeconds: 0,
  maximumConcurrency: 2,
  reportsBatchItemFailures: true,
  ...overrides,
});

interface Setup {
  readonly clock: LocalClock;
  readonly queue: WatchedQueue;
  readonly mappings: EventSourceMappings;
  readonly faults: unknown[];
}

const started: Setup[] = [];

function start(runtime: FunctionRuntime, overrides: Partial<EventSourceMappingDefinition> = {}): Setup {
  const clock = createLocalClock({ startMs: Date.parse('2026-11-25T12:00:00Z') });
  const queue = watchedQueue(clock);
  const faults: unknown[] = [];
  const mappings = startEventSourceMappings({
    mappings: [mapping(overrides)],
    queues: [queue.definition],
    runtime,
    queueAccess: queue,
    clock,
    onFault: (error) => faults.push(error),
  });
  const setup = { clock, queue, mappings, faults };
  started.push(setup);
  return setup;
}

afterEach(async () => {
  for (const { clock, queue, mappings } of started.splice(0)) {
    await mappings.stop();
    queue.close();
    clock.stop();
  }
});

interface SqsEvent {
  readonly Records: { readonly messageId: string; readonly body: string }[];
}

const worker = functionDefinition('worker', { timeoutSeconds: 5 });

describe('startEventSourceMappings', () => {
  it('counts every healthy message once and moves the poison to the dead letters', async () => {
    const counted: string[] = [];
    const runtime = fakeRuntime([worker], ({ payload }) => {
      const { Records } = JSON.parse(payload) as SqsEvent;
      const failures = Records.filter(({ body }) => body.startsWith('poison'));
      counted.push(...Records.filter((record) => !failures.includes(record)).map(({ body }) => body));
      return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    const { clock, queue, faults } = start(runtime);

    for (let index = 0; index < 200; index += 1) queue.send(index % 20 === 7 ? `poison-${index}` : `job-${index}`);
    await clock.runUntil(clock.nowMs() + 10 * minuteMs);

    expect(counted).toHaveLength(190);
    expect(new Set(counted).size).toBe(190);
    expect(queue.deletedBodies.toSorted()).toEqual(counted.sort());
    expect(queue.deadLetters()).toHaveLength(10);
    expect(queue.deadLetters().map((body) => queue.receiveCounts.get(body))).toEqual(Array(10).fill(3));
    expect(faults).toEqual([]);
  });

  it('notes in each receive which invocation got the message, and why it came back', async () => {
    const answers = [
      () => ({ batchItemFailures: [{ itemIdentifier: '' }] }),
      () => Promise.reject(new Error('broken')),
    ];
    const runtime = fakeRuntime([worker], () => answers.shift()?.());
    const { clock, queue } = start(runtime);

    queue.send('job');
    await clock.runUntil(clock.nowMs() + 2 * minuteMs);
    const [failed, broken, done] = runtime.invocations.map(({ requestId }) => requestId);

    expect(queue.sent[0]?.receives).toEqual([
      { atMs: expect.any(Number), by: failed, failure: 'batch item failure' },
      { atMs: expect.any(Number), by: broken, failure: 'Error: broken' },
      { atMs: expect.any(Number), by: done },
    ]);
  });

  it('has no more batches under way than its maximum concurrency', async () => {
    let running = 0;
    let most = 0;
    const runtime = fakeRuntime([worker], async () => {
      running += 1;
      most = Math.max(most, running);
      await setTimeout(2);
      running -= 1;
    });
    const { clock, queue } = start(runtime, { batchSize: 1 });

    for (let index = 0; index < 20; index += 1) queue.send(String(index));
    await clock.settle();

    expect(most).toBe(2);
    expect(queue.deletedBodies).toHaveLength(20);
  });

  it('does not poll in a tight loop when receives come back empty at once', async () => {
    const { queue } = start(fakeRuntime([worker], () => undefined));

    queue.close();
    await setTimeout(150);

    expect(queue.receiveCallCount()).toBeLessThan(5);
  });

  it('goes on after a fault of the queue', async () => {
    const runtime = fakeRuntime([worker], () => undefined);
    const { clock, queue, faults } = start(runtime);
    const deleteBatch = jest.spyOn(queue, 'deleteBatch').mockRejectedValueOnce(new Error('no such queue'));

    queue.send('a');
    await clock.runUntil(clock.nowMs() + minuteMs);

    expect(faults).toEqual([new Error('no such queue')]);
    expect(deleteBatch).toHaveBeenCalledTimes(2);
    expect(queue.deletedBodies).toEqual(['a']);
  });

  it('takes nothing after it was stopped', async () => {
    const runtime = fakeRuntime([worker], () => undefined);
    const { queue, mappings } = start(runtime);

    await mappings.stop();
    queue.send('a');
    await setTimeout(5);

    expect(runtime.invocations).toEqual([]);
    expect(queue.isConsumed()).toBe(false);
  });

  it.each([
    ['an unknown queue', { queueArn: `${queueArn}-other` }, /no such queue/],
    ['an unknown function', { functionName: 'other' }, /no such function/],
    ['a batch of 11', { batchSize: 11 }, /needs a batching window/],
    ['a window', { maximumBatchingWindowSeconds: 1 }, /windows are not emulated/],
    ['a function slower than the visibility timeout', { functionName: 'slow' }, /timeout is 30 s.*timeout 31 s/],
  ])('refuses %s', (_case, overrides, expected) => {
    const runtime = fakeRuntime([worker, functionDefinition('slow', { timeoutSeconds: 31 })], () => undefined);

    expect(() => start(runtime, overrides)).toThrow(expected);
  });
});

describe('queueEvent', () => {
  it('has the shape of an SQS event', () => {
    const event = JSON.parse(queueEvent([message({ body: 'x' })], queueArn));

    expect(event).toEqual({
      Records: [
        {
          messageId: 'message',
          receiptHandle: 'receipt',
          body: 'x',
          attributes: { ApproximateReceiveCount: '1' },
          messageAttributes: {},
          md5OfBody: 'md5',
          eventSource: 'aws:sqs',
          eventSourceARN: queueArn,
          awsRegion: 'eu-central-1',
        },
      ],
    });
  });
});
