import { createLocalClock } from '../time';
import { type AsynchronousEvent, nextAttempt, workOnEvent } from './asynchronous-event';
import { type InvocationEnd } from './function-environments';

const startMs = Date.parse('2026-11-25T12:30:00Z');
const limits = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };
const broken: InvocationEnd = { status: 'error', error: { errorType: 'Error', errorMessage: 'broken' } };
const throttled: InvocationEnd = { status: 'throttled' };
const success: InvocationEnd = { status: 'success', value: 'done' };

/** @param ends - Of the attempts, in their order; the last one again and again. */
async function work(ends: readonly InvocationEnd[], overrides: Partial<typeof limits> = {}) {
  const clock = createLocalClock({ startMs });
  const event: AsynchronousEvent = {
    definition: { name: 'dispatcher', arn: 'arn:dispatcher', asyncInvoke: { ...limits, ...overrides } },
    requestId: 'request',
    payload: '{"reportId":"daily"}',
    acceptedAtMs: startMs,
    failures: [],
  };
  const attempts: number[] = [];
  const records: unknown[] = [];
  workOnEvent(event, {
    clock,
    invoke: (_event, onEnd) => {
      attempts.push(Math.floor((clock.nowMs() - startMs) / 1_000));
      onEnd(ends[attempts.length - 1] ?? ends.at(-1) ?? success);
    },
    giveUp: (_event, record) => records.push(JSON.parse(record)),
  });
  const waiting = structuredClone(event);
  await clock.runUntil(startMs + 3_600_000);
  clock.stop();
  return { attempts, records, event, waiting };
}

describe('an asynchronous event', () => {
  it('is worked on once when nothing fails', async () => {
    expect(await work([success])).toMatchObject({ attempts: [0], records: [], event: { failures: [] } });
  });

  it('is tried again after one and after two more minutes, then given up with a record', async () => {
    const { attempts, records } = await work([broken]);

    expect(attempts).toEqual([0, 60, 180]);
    expect(records).toEqual([
      {
        version: '1.0',
        timestamp: expect.stringMatching(/^2026-11-25T12:33:0\d\.\d{3}Z$/),
        requestContext: {
          requestId: 'request',
          functionArn: 'arn:dispatcher:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { reportId: 'daily' },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorType: 'Error', errorMessage: 'broken' },
      },
    ]);
  });

  it('says why it failed, when it is tried again and when it was given up', async () => {
    const { waiting, event } = await work([broken]);

    expect(waiting).toMatchObject({ failures: ['Error: broken'], nextAtMs: expect.any(Number) });
    expect(Math.floor(((waiting.nextAtMs ?? 0) - startMs) / 1_000)).toBe(60);
    expect(event).toMatchObject({ failures: Array(3).fill('Error: broken'), givenUpAtMs: expect.any(Number) });
    expect(event).not.toHaveProperty('nextAtMs');
  });

  it('is done when an attempt succeeds', async () => {
    expect(await work([broken, success])).toMatchObject({ attempts: [0, 60], records: [] });
  });

  it('is given up when it is too old for its next attempt', async () => {
    const { attempts, records } = await work([broken], { maximumEventAgeSeconds: 90 });

    expect(attempts).toEqual([0, 60]);
    expect(records).toMatchObject([{ requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 2 } }]);
  });

  it('uses no retry for throttling', async () => {
    expect(await work([throttled, throttled, throttled, success])).toMatchObject({
      attempts: [0, 1, 3, 7],
      records: [],
    });
  });

  it('is given up without a response when it is throttled for longer than it may be old', async () => {
    const { records } = await work([throttled], { maximumEventAgeSeconds: 60 });

    expect(records).toMatchObject([{ requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 0 } }]);
    expect(records[0]).not.toHaveProperty('responsePayload');
  });
});

describe('nextAttempt', () => {
  it('waits twice as long after each refusal, for five minutes at most', () => {
    const next = [1, 2, 3, 20].map((throttleCount) =>
      nextAttempt({ acceptedAtMs: 0, attemptCount: 0, throttleCount }, 'throttled', limits, 0),
    );

    expect(next).toEqual([{ atMs: 1_000 }, { atMs: 2_000 }, { atMs: 4_000 }, { atMs: 300_000 }]);
  });
});
