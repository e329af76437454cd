import { createFunctionCounter } from './function-figures';

const record = { functionName: 'bot', status: 'success' as const, durationMs: 5, startedAtMs: 1_000 };

describe('createFunctionCounter', () => {
  it('knows nothing of a function that was not invoked', () => {
    expect(createFunctionCounter().of('bot')).toEqual({
      invocationCount: 0,
      coldStartCount: 0,
      errorCount: 0,
      loggedErrorCount: 0,
      throttleCount: 0,
      durationsMs: [],
    });
  });

  it('counts invocations, cold starts, failures and throttles of each function', () => {
    const counter = createFunctionCounter();
    counter.onInvocationEnd({ ...record, initDurationMs: 90 });
    counter.onInvocationEnd({
      ...record,
      status: 'error',
      errorType: 'Runtime.ExitError',
      durationMs: 7,
      startedAtMs: 2_000,
    });
    counter.onInvocationEnd({ ...record, startedAtMs: 3_000 });
    counter.onThrottle('bot');
    counter.onInvocationEnd({ ...record, functionName: 'notifier' });

    expect(counter.of('bot')).toEqual({
      invocationCount: 3,
      coldStartCount: 1,
      errorCount: 1,
      loggedErrorCount: 0,
      throttleCount: 1,
      durationsMs: [5, 7, 5],
      lastStartedAtMs: 3_000,
      lastError: 'Runtime.ExitError',
    });
    expect(counter.of('notifier').invocationCount).toBe(1);
  });

  it('keeps the durations of the newest thousand', () => {
    const counter = createFunctionCounter();
    for (let count = 0; count < 1_001; count += 1) counter.onInvocationEnd({ ...record, durationMs: count });

    expect(counter.of('bot').durationsMs).toHaveLength(1_000);
    expect(counter.of('bot').durationsMs[0]).toBe(1);
  });
});
