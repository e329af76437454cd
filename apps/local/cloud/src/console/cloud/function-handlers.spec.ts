import { LogStore } from '@pulso/local/aws';
import { type FunctionDefinition } from '@pulso/world/stacks';

import { createFunctionCounter } from '../../cloud/function-figures';
import { Heard } from '../heard';
import { createFunctionHandlers } from './function-handlers';

const bot: FunctionDefinition = {
  ...{ name: 'bot', arn: 'arn:bot', roleArn: 'arn:role', handler: 'handler.handler', runtime: 'nodejs24.x' },
  ...{ packagePath: '/bot.zip', timeoutSeconds: 10, memoryMb: 256, environment: {}, logGroupName: '/aws/lambda/bot' },
  ...{ logFormat: 'JSON', publicUrl: true, asyncInvoke: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 60 } },
};

const setUp = () => {
  const logStore = new LogStore({ clock: { nowMs: () => 10_000 } });
  logStore.createLogGroup(bot.logGroupName);
  const [counter, heard] = [
    createFunctionCounter(),
    new Heard((_, text) => text.replace('handler.js:1:1', 'answer.ts:3:9')),
  ];
  const cloud = {
    definition: { functions: [bot] },
    figuresOf: counter.of,
    runningCount: () => 2,
    logStore,
    clock: { nowMs: () => 150 * 3_600_000 },
  };
  const handlers = createFunctionHandlers(cloud, heard);
  return { handlers, counter, logStore, heard };
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
        ...{ invocationCount: 0, coldStartCount: 0, errorCount: 0, loggedErrorCount: 0, throttleCount: 0 },
      },
    ]);
    expect(after).toMatchObject({ invocationCount: 4, durations: { lastMs: 40, medianMs: 20, longestMs: 40 } });
  });

  it.each([
    ['a log of the last hour', 1],
    ['a log of days', 3_600_000],
  ])('gives the newest hundred lines of %s, newest first', async (_what, stepMs) => {
    const { handlers, logStore } = setUp();
    const events = Array.from({ length: 150 }, (_, index) => ({ timestamp: index * stepMs, message: String(index) }));
    logStore.append(bot.logGroupName, 'stream', events);

    const lines = await handlers['cloud.function-log']({ function: 'bot' });

    expect([lines.length, lines[0]?.message, lines.at(-1)?.timestamp]).toEqual([100, '149', 50 * stepMs]);
  });

  it('finds the lines of a log that hold a text, however it is written, with places in the source', async () => {
    const { handlers, logStore } = setUp();
    const messages = ['{"event":"request"}', '{"errorName":"TypeError","stack":"at a (handler.js:1:1)"}'];
    logStore.append(
      bot.logGroupName,
      'stream',
      messages.map((message, index) => ({ timestamp: index, message })),
    );

    const lines = await handlers['cloud.function-log']({ function: 'bot', contains: 'ANSWER.ts:3' });

    expect(lines).toEqual([{ timestamp: 1, message: '{"errorName":"TypeError","stack":"at a (answer.ts:3:9)"}' }]);
  });

  it('counts errors that a function has logged, which its invocations answer as if all were well', async () => {
    const { handlers, counter, heard } = setUp();
    counter.onInvocation({ functionName: 'bot', status: 'success', durationMs: 5, startedAtMs: 5_000 });
    for (const line of [
      { level: 'ERROR', event: 'webhook-call-failed', errorName: 'TypeError' },
      { level: 'INFO', event: 'request' },
    ]) {
      const event = { timestamp: 1, logStream: 's', logGroupName: bot.logGroupName, ingestionTime: 1 };
      heard.onLog({ ...event, message: JSON.stringify(line) });
    }

    expect(await handlers['cloud.functions']({})).toMatchObject([
      { errorCount: 0, loggedErrorCount: 1, lastError: 'webhook-call-failed: TypeError' },
    ]);

    counter.onInvocation({ functionName: 'bot', status: 'timeout', durationMs: 5, startedAtMs: 6_000 });
    expect(await handlers['cloud.functions']({})).toMatchObject([{ errorCount: 1, lastError: 'timeout' }]);
    const later = { timestamp: 7_000, logStream: 's', logGroupName: bot.logGroupName, ingestionTime: 1 };
    heard.onLog({ ...later, message: JSON.stringify({ level: 'ERROR', event: 'update-given-up' }) });
    expect(await handlers['cloud.functions']({})).toMatchObject([{ errorCount: 1, lastError: 'update-given-up' }]);
  });

  it('knows the functions of the stacks alone', () => {
    expect(() => setUp().handlers['cloud.function-log']({ function: 'other' })).toThrow(
      'No stack declares a function "other".',
    );
  });
});
