import { hourMs } from '@pulso/kit/time';
import { createLocalClock, type LocalClock } from '@pulso/world/time';
import { type AsynchronousEvent } from '@pulso/world/lambda';
import { type FunctionDefinition } from '@pulso/world/stacks';

import { ConcurrencyExceededError } from '../errors';
import { functionDefinition } from '../testing/deploy';
import { fakeRuntime } from '../testing/fake-runtime';
import { createAsynchronousInvoker } from './create-asynchronous-invoker';

const startMs = Date.parse('2026-11-25T12:30:00Z');
const failuresArn = 'arn:aws:sqs:eu-central-1:000000000000:failures';

describe('createAsynchronousInvoker', () => {
  let clock: LocalClock;

  beforeEach(() => {
    clock = createLocalClock({ startMs });
  });

  afterEach(() => {
    clock.stop();
  });

  const noDestination = { maximumRetryAttempts: 0, maximumEventAgeSeconds: 21_600 };
  const withDestination = { ...noDestination, maximumRetryAttempts: 2, onFailureDestinationArn: failuresArn };

  const setUp = (asyncInvoke: FunctionDefinition['asyncInvoke'], handle: (attempt: number) => unknown) => {
    const attemptTimes: number[] = [];
    const records: unknown[] = [];
    const faults: unknown[] = [];
    const dropped: string[] = [];
    const events: AsynchronousEvent[] = [];
    const definition = functionDefinition('dispatcher', { asyncInvoke });
    const runtime = fakeRuntime([definition], () => {
      attemptTimes.push(Math.floor((clock.nowMs() - startMs) / 1_000));
      return handle(attemptTimes.length);
    });
    const invoker = createAsynchronousInvoker({
      runtime,
      clock,
      send: async (queueName, body) => records.push({ queueName, ...(JSON.parse(body) as object) }),
      onEvent: (event) => events.push(event),
      onDropped: (functionName) => dropped.push(functionName),
      onFault: (error) => faults.push(error),
    });
    return { invoker, runtime, attemptTimes, records, faults, dropped, events };
  };

  const fails = () => {
    throw new Error('broken');
  };

  it('retries an event with its id, reports it and leaves a record at the destination', async () => {
    const { invoker, runtime, attemptTimes, records, dropped, events } = setUp(withDestination, fails);

    const requestId = invoker.accept('dispatcher', '{"reportId":"daily"}', 'request-of-the-bot');
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0, 60, 180]);
    expect(dropped).toEqual(['dispatcher']);
    expect(runtime.invocations).toEqual(
      Array(3).fill({ functionName: 'dispatcher', payload: '{"reportId":"daily"}', requestId }),
    );
    expect(records).toMatchObject([
      { queueName: 'failures', requestContext: { requestId }, responsePayload: { errorMessage: 'broken' } },
    ]);
    expect(events).toMatchObject([{ requestId, sentBy: 'request-of-the-bot', givenUpAtMs: expect.any(Number) }]);
  });

  it('needs no destination', async () => {
    const { invoker, attemptTimes, records, faults } = setUp(noDestination, fails);

    invoker.accept('dispatcher', '{}');
    await clock.runUntil(startMs + hourMs);

    expect([attemptTimes, records, faults]).toEqual([[0], [], []]);
  });

  it('waits while the concurrency is used up', async () => {
    const { invoker, attemptTimes, dropped } = setUp(withDestination, (attempt) => {
      if (attempt < 3) throw new ConcurrencyExceededError('dispatcher', 1);
      return 'done';
    });

    invoker.accept('dispatcher', '{}');
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0, 1, 3]);
    expect(dropped).toEqual([]);
  });

  it('makes no further attempt when it is stopped', async () => {
    const { invoker, attemptTimes } = setUp(withDestination, fails);
    invoker.accept('dispatcher', '{}');
    await clock.settle();

    invoker.stop();
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0]);
  });

  it('refuses unknown functions and destinations that are not queues', () => {
    expect(() => setUp(withDestination, fails).invoker.accept('other', '{}')).toThrow(/no function "other"/);
    expect(() => setUp({ ...noDestination, onFailureDestinationArn: 'arn:aws:sns::' }, fails)).toThrow(/no SQS queue/);
  });
});
