import { LogStore } from '@pulso/local-aws';
import { type FunctionDefinition } from '@pulso/local-terraform';

import { createFunctionCounter } from '../../figures/function-figures';
import { createFunctionHandlers } from './function-handlers';

const bot: FunctionDefinition = {
  ...{ name: 'bot', arn: 'arn:bot', roleArn: 'arn:role', handler: 'handler.handler', runtime: 'nodejs24.x' },
  ...{ packagePath: '/bot.zip', timeoutSeconds: 10, memoryMb: 256, environment: {}, logGroupName: '/aws/lambda/bot' },
  ...{ logFormat: 'JSON', publicUrl: true, asyncInvoke: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 60 } },
};

const setUp = () => {
  const logStore = new LogStore({ clock: { nowMs: () => 10_000 } });
  logStore.createLogGroup(bot.logGroupName);
  const counter = createFunctionCounter();
  const handlers = createFunctionHandlers({
    definition: { functions: [bot] },
    figuresOf: counter.of,
    runningCount: () => 2,
    logStore,
    clock: { nowMs: () => 10_000 },
  });
  return { handlers, counter, logStore };
};

describe('createFunctionHandlers', () => {
  it('shows how long invocations took, and nothing of that before the first one', async () => {
    const { handlers, counter } = setUp();
    const before = await handlers['cloud.functions']({});
    for (const durationMs of [30, 10, 20, 40]) {
      counter.onInvocation({ functionName: 'bot', status: 'success', durationMs, startedAtMs: 5_000 });
    }

    const [after] = await handlers['cloud.functions']({});

    expect(before).toEqual([
      {
        name: 'bot',
        timeoutSeconds: 10,
        runningCount: 2,
        ...{ invocationCount: 0, coldStartCount: 0, errorCount: 0, throttleCount: 0 },
      },
    ]);
    expect(after).toMatchObject({ invocationCount: 4, durations: { lastMs: 40, medianMs: 20, longestMs: 40 } });
  });

  it('gives the newest hundred lines of a log, or those of a request', async () => {
    const { handlers, logStore } = setUp();
    const messages = Array.from({ length: 150 }, (_, index) => JSON.stringify({ requestId: `r${index % 2}`, index }));
    logStore.append(
      bot.logGroupName,
      'stream',
      [...messages.entries()].map(([timestamp, message]) => ({ timestamp, message })),
    );

    const all = await handlers['cloud.function-log']({ function: 'bot' });
    const ofOne = await handlers['cloud.function-log']({ function: 'bot', requestId: 'r1' });

    expect([all.length, all[0]?.atMs, all.at(-1)?.atMs]).toEqual([100, 50, 149]);
    expect([ofOne.length, ofOne[0]?.atMs]).toEqual([75, 1]);
    expect(() => handlers['cloud.function-log']({ function: 'other' })).toThrow(
      'No stack declares a function "other".',
    );
  });
});
