import { createLocalClock, type LocalClock } from '@pulso/world/time';
import { type FunctionDefinition } from '@pulso/world/stacks';

import { ConcurrencyExceededError } from '../errors';
import { functionDefinition } from '../testing/deploy';
import { fakeRuntime } from '../testing/fake-runtime';
import { type AsynchronousEvent } from './asynchronous-event';
import { createAsynchronousInvoker } from './create-asynchronous-invoker';

const startMs = Date.parse('2026-11-25T12:30:00Z');
const hourMs = 3_600_000;
const failuresArn = 'arn:aws:sqs:eu-central-1:000000000000:failures';

describe('createAsynchronousInvoker', () => {
  let clock: LocalClock;

  beforeEach(() => {
    clock = createLocalClock({ startMs });
  });

  afterEach(() => {
    clock.stop();
  });

  const setUp = (asyncInvoke: Partial<FunctionDefinition['asyncInvoke']>, handle: (attempt: number) => unknown) => {
    const attemptTimes: number[] = [];
    const records: unknown[] = [];
    const faults: unknown[] = [];
    const dropped: string[] = [];
    const events: AsynchronousEvent[] = [];
    const definition = functionDefinition('dispatcher', {
      asyncInvoke: {
        maximumRetryAttempts: 2,
        maximumEventAgeSeconds: 21_600,
        onFailureDestinationArn: failuresArn,
        ...asyncInvoke,
      },
    });
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

  it('runs an event once when nothing fails', async () => {
    const { invoker, runtime, records, dropped } = setUp({}, () => 'done');

    const requestId = invoker.accept('dispatcher', '{"a":1}');
    await clock.runUntil(startMs + hourMs);

    expect(runtime.invocations).toEqual([
      { functionName: 'dispatcher', payload: '{"a":1}', options: { type: 'event', requestId } },
    ]);
    expect([records, dropped]).toEqual([[], []]);
  });

  it('tries again after one and after two more minutes, then leaves a record at the destination', async () => {
    const { invoker, runtime, attemptTimes, records, dropped } = setUp({}, fails);

    const requestId = invoker.accept('dispatcher', '{"reportId":"daily"}');
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0, 60, 180]);
    expect(dropped).toEqual(['dispatcher']);
    expect(new Set(runtime.invocations.map(({ options }) => options.requestId))).toEqual(new Set([requestId]));
    expect(records).toEqual([
      {
        queueName: 'failures',
        version: '1.0',
        timestamp: expect.stringMatching(/^2026-11-25T12:33:0\d\.\d{3}Z$/),
        requestContext: {
          requestId,
          functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { reportId: 'daily' },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorType: 'Error', errorMessage: 'broken' },
      },
    ]);
  });

  it('lets an event say what sent it, why it failed and when it is tried again', async () => {
    const { invoker, events } = setUp({}, fails);

    invoker.accept('dispatcher', '{}', 'request-of-the-bot');
    await clock.runUntil(startMs + 1_000);
    const [first] = structuredClone(events.map(({ definition: _, ...event }) => event));
    await clock.runUntil(startMs + hourMs);

    expect(first).toMatchObject({ sentBy: 'request-of-the-bot', failures: ['Error: broken'] });
    expect(Math.floor(((first?.nextAtMs ?? 0) - startMs) / 1_000)).toBe(60);
    expect(events).toMatchObject([{ failures: Array(3).fill('Error: broken'), givenUpAtMs: expect.any(Number) }]);
    expect(events[0]).not.toHaveProperty('nextAtMs');
  });

  it('stops trying when an attempt succeeds', async () => {
    const { invoker, attemptTimes, records } = setUp({}, (attempt) => (attempt === 1 ? fails() : 'done'));

    invoker.accept('dispatcher', '{}');
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0, 60]);
    expect(records).toEqual([]);
  });

  it('gives an event up that is too old for its next attempt', async () => {
    const { invoker, attemptTimes, records } = setUp({ maximumEventAgeSeconds: 90 }, fails);

    invoker.accept('dispatcher', '{}');
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0, 60]);
    expect(records).toMatchObject([{ requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 2 } }]);
  });

  it('has no retry when none is wanted, and needs no destination', async () => {
    const { invoker, attemptTimes, faults } = setUp({ maximumRetryAttempts: 0 }, fails);

    invoker.accept('dispatcher', '{}');
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0]);
    expect(faults).toEqual([]);
  });

  it('spends no retry on being throttled', async () => {
    const { invoker, attemptTimes, records } = setUp({}, (attempt) => {
      if (attempt < 4) throw new ConcurrencyExceededError('dispatcher', 1);
      return 'done';
    });

    invoker.accept('dispatcher', '{}');
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0, 1, 3, 7]);
    expect(records).toEqual([]);
  });

  it('gives up what is throttled for longer than the event may be old, without a response', async () => {
    const { invoker, records } = setUp({ maximumEventAgeSeconds: 60 }, () => {
      throw new ConcurrencyExceededError('dispatcher', 0);
    });

    invoker.accept('dispatcher', '{"a":1}');
    await clock.runUntil(startMs + hourMs);

    expect(records).toMatchObject([{ requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 0 } }]);
    expect(records[0]).not.toHaveProperty('responsePayload');
  });

  it('makes no attempt when it is stopped', async () => {
    const { invoker, attemptTimes } = setUp({}, fails);
    invoker.accept('dispatcher', '{}');
    await clock.settle();

    invoker.stop();
    await clock.runUntil(startMs + hourMs);

    expect(attemptTimes).toEqual([0]);
  });

  it('refuses unknown functions and destinations that are no queue', () => {
    expect(() => setUp({}, fails).invoker.accept('other', '{}')).toThrow(/no function "other"/);
    expect(() => setUp({ onFailureDestinationArn: 'arn:aws:sns:eu-central-1:0:topic' }, fails)).toThrow(/no SQS queue/);
  });
});
