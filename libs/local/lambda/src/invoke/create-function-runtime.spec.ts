import { deploy, type Deployment, functionDefinition } from '../testing/deploy';
import { until } from '../testing/until';
import { createFunctionRuntime } from './create-function-runtime';

const handlers = `
const handlers = {
  echo: async (event) => event,
  throws: async () => { throw new TypeError('broken'); },
  rejects: async () => { Promise.reject(new Error('nobody waits')); await new Promise((done) => setTimeout(done, 1000)); },
  exits: async () => process.exit(3),
  hangs: async () => new Promise((done) => setTimeout(done, 60_000)),
  spins: async () => { for (;;); },
  leaves: async () => new Promise(() => undefined),
  slow: async () => new Promise((done) => setTimeout(() => done(process.pid), 150)),
  tooLarge: async () => 'x'.repeat(6_291_600),
  logs: async (event, context) => {
    console.log('two\\nlines', { a: 1 });
    process.stdout.write(JSON.stringify({ is_group: 1 }) + '\\n');
    process.stdout.write('unfinished');
    return context.logStreamName;
  },
  floods: async () => {
    for (let index = 0; index < 40; index += 1) {
      console.log('x'.repeat(50_000));
      process.stdout.write('y'.repeat(50_000) + '\\n');
    }
  },
  describe: async (event, context) => ({
    env: process.env, cwd: process.cwd(), remainingMs: context.getRemainingTimeInMillis(),
    now: Date.now(), parsed: new Date('2020-01-01').getTime(), isDate: new Date() instanceof Date,
    ownClass: new (class extends Date {})().getTime(), same: new Date().constructor === Date,
  }),
};
exports.handler = (event, context) => handlers[event.case](event, context);
`;

const ask = async ({ runtime }: Deployment, event: object) => {
  const result = await runtime.invoke('probe', JSON.stringify(event));
  return { ...result, answer: JSON.parse(result.payload) };
};

const isRunning = (processId: number): boolean => {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
};

describe('a function process', () => {
  let deployment: Deployment;

  beforeAll(() => {
    process.env['AWS_PROFILE'] = 'somebody';
    deployment = deploy(
      { probe: { source: handlers, timeoutSeconds: 60, environment: { TABLE: 'users' } } },
      { environmentFor: () => ({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ACCESS_KEY_ID: 'LOCALKEY' }) },
    );
  });

  beforeEach(() => {
    deployment.records.length = 0;
    deployment.messages.length = 0;
  });

  afterAll(async () => {
    delete process.env['AWS_PROFILE'];
    await deployment.stop();
  });

  it('answers, and stays warm for the next event', async () => {
    const first = await ask(deployment, { case: 'echo', text: 'ä\u2028' });
    const second = await ask(deployment, { case: 'echo' });

    expect(first.answer).toEqual({ case: 'echo', text: 'ä\u2028' });
    expect(second.functionError).toBeUndefined();
    expect(deployment.records.map(({ status, initDurationMs }) => [status, initDurationMs !== undefined])).toEqual([
      ['success', true],
      ['success', false],
    ]);
    expect(deployment.records[0]?.maxMemoryUsedMb).toBeGreaterThan(10);
  });

  it("has an environment of its own, with nothing of the caller's", async () => {
    const { answer } = await ask(deployment, { case: 'describe' });

    expect(answer.env).toMatchObject({
      TABLE: 'users',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'LOCALKEY',
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'probe',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/probe',
      TZ: ':UTC',
    });
    expect(Object.keys(answer.env).filter((name) => /PROFILE|^npm_|JEST|CLOCK/i.test(name))).toEqual([]);
    expect(answer.cwd).toBe(answer.env.LAMBDA_TASK_ROOT);
  });

  it('shares the clock of the local cloud, also after a jump', async () => {
    const before = (await ask(deployment, { case: 'describe' })).answer;
    await deployment.clock.runUntil(deployment.clock.nowMs() + 6 * 3_600_000);
    const askedAtMs = deployment.clock.nowMs();
    const after = (await ask(deployment, { case: 'describe' })).answer;

    expect(after.now - before.now).toBeGreaterThanOrEqual(6 * 3_600_000);
    // A millisecond more: both clocks are cut to whole ones.
    expect(after.now).toBeGreaterThanOrEqual(askedAtMs - 1);
    expect(after.now).toBeLessThanOrEqual(deployment.clock.nowMs() + 1);
    expect(after.ownClass).toBeGreaterThanOrEqual(after.now);
    expect(after.parsed).toBe(Date.parse('2020-01-01'));
    expect([after.isDate, after.same]).toEqual([true, true]);
    expect(after.remainingMs).toBeGreaterThan(0);
    expect(after.remainingMs).toBeLessThanOrEqual(60_000);
  });

  it('reports an error in the words of the runtime and stays usable', async () => {
    const { functionError, answer } = await ask(deployment, { case: 'throws' });

    expect(functionError).toBe('Unhandled');
    expect(answer).toMatchObject({ errorType: 'TypeError', errorMessage: 'broken' });
    expect(answer.trace[0]).toBe('TypeError: broken');
    expect((await ask(deployment, { case: 'echo' })).functionError).toBeUndefined();
    expect(deployment.records.map(({ initDurationMs }) => initDurationMs)).toEqual([undefined, undefined]);
  });

  it.each([
    ['an exit', 'exits', 'exit status 3'],
    ['an unhandled rejection', 'rejects', 'exit status 1'],
    ['nothing left to wait for', 'leaves', 'without providing a reason'],
  ])('survives %s: the next event gets a new process', async (_case, name, text) => {
    const { requestId, answer, functionError } = await ask(deployment, { case: name });
    const next = await ask(deployment, { case: 'echo' });

    expect(functionError).toBe('Unhandled');
    expect(answer.errorType).toBe('Runtime.ExitError');
    expect(answer.errorMessage).toContain(`RequestId: ${requestId} Error: Runtime exited`);
    expect(answer.errorMessage).toContain(text);
    expect(next.functionError).toBeUndefined();
    expect(deployment.records[1]?.initDurationMs).toBeGreaterThan(0);
  });

  it.each(['hangs', 'spins'])('is killed at its timeout when its handler %s', async (name) => {
    const impatient = deploy({ probe: { source: handlers, timeoutSeconds: 1 } });

    const { requestId, answer } = await ask(impatient, { case: name });
    await impatient.stop();

    expect(answer).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after 1.00 seconds`,
    });
    expect(impatient.records).toMatchObject([{ status: 'timeout', durationMs: 1_000 }]);
    expect(JSON.parse(impatient.messages.at(-1) ?? '')).toMatchObject({
      type: 'platform.report',
      record: { status: 'timeout', errorType: 'Sandbox.Timedout' },
    });
  });

  it('refuses an answer that Lambda would refuse', async () => {
    const { answer } = await ask(deployment, { case: 'tooLarge' });

    expect(answer.errorType).toBe('Function.ResponseSizeTooLarge');
    expect((await ask(deployment, { case: 'echo' })).functionError).toBeUndefined();
  });

  it('logs lines and platform events as JSON, one event each, before the result is there', async () => {
    const { requestId } = await ask(deployment, { case: 'logs' });

    const events = deployment.messages.filter((message) => message.startsWith('{')).map((text) => JSON.parse(text));
    expect(deployment.messages).toContain('{"is_group":1}');
    expect(deployment.messages).toContain('unfinished');
    expect(events).toContainEqual(
      expect.objectContaining({ level: 'INFO', requestId, message: 'two\nlines { a: 1 }' }),
    );
    expect(events.map(({ type }) => type).filter(Boolean)).toEqual(['platform.start', 'platform.report']);
    expect(events.at(-1).record).toMatchObject({ requestId, status: 'success', metrics: { memorySizeMB: 256 } });
  });

  it('has all its logs before the result is there, however many', async () => {
    await ask(deployment, { case: 'floods' });

    const lengths = deployment.messages.map(({ length }) => length);
    expect(lengths.filter((length) => length === 50_000)).toHaveLength(40);
    expect(lengths.filter((length) => length > 50_000)).toHaveLength(40);
    expect(deployment.messages.at(-1)).toContain('platform.report');
  });

  it('is replaced when it dies while idle', async () => {
    const { answer: processId } = await ask(deployment, { case: 'slow' });
    process.kill(processId, 'SIGKILL');
    await until(() => !isRunning(processId));

    const next = await ask(deployment, { case: 'slow' });

    expect(next.functionError).toBeUndefined();
    expect(next.answer).not.toBe(processId);
  });

  it('holds the clock while it works', async () => {
    const work = ask(deployment, { case: 'slow' });
    const startMs = deployment.clock.nowMs();
    await deployment.clock.settle();

    expect(deployment.records).toHaveLength(1);
    expect(deployment.clock.nowMs() - startMs).toBeGreaterThanOrEqual(140);
    await work;
  });

  it('does not know other functions', async () => {
    await expect(deployment.runtime.invoke('other', '{}')).rejects.toMatchObject({
      name: 'FunctionNotFoundError',
    });
  });
});

describe('reserved concurrency', () => {
  it('refuses events beyond it, and counts running ones', async () => {
    const throttled: string[] = [];
    const onThrottle = (functionName: string) => throttled.push(functionName);
    const deployment = deploy({ probe: { source: handlers, reservedConcurrency: 1 } }, { onThrottle });

    const running = ask(deployment, { case: 'slow' });
    const during = deployment.runtime.runningCount('probe');
    await expect(ask(deployment, { case: 'slow' })).rejects.toMatchObject({ name: 'ConcurrencyExceededError' });
    await running;

    expect(throttled).toEqual(['probe']);
    expect([during, deployment.runtime.runningCount('probe')]).toEqual([1, 0]);
    await deployment.stop();
  });
});

describe('a handler that can not be loaded', () => {
  it.each<[string, string, string, number?]>([
    ['an import is missing', "require('./missing');", 'Runtime.ImportModuleError'],
    ['it is not there', 'exports.other = 1;', 'Runtime.HandlerNotFound'],
    ['it exits', 'process.exit(7);', 'Runtime.ExitError'],
    ['it takes too long', 'for (;;);', 'Sandbox.Timedout', 700],
  ])('fails its events: %s', async (_case, source, errorType, initTimeoutMs = 60_000) => {
    const deployment = deploy({ probe: { source } }, { initTimeoutMs });

    const { answer, functionError } = await ask(deployment, {});

    expect(functionError).toBe('Unhandled');
    expect(answer.errorType).toBe(errorType);
    expect(JSON.stringify(answer)).not.toContain('runtime-shim');
    expect(deployment.records).toMatchObject([{ status: expect.stringMatching(/error|timeout/), durationMs: 0 }]);
    await deployment.stop();
  });
});

describe('stop', () => {
  it('kills running events, and refuses waiting and new ones', async () => {
    const deployment = deploy({ probe: { source: handlers, timeoutSeconds: 60 } }, { maxProcessesPerFunction: 1 });
    const { answer: processId } = await ask(deployment, { case: 'slow' });
    const running = ask(deployment, { case: 'hangs' });
    const waiting = ask(deployment, { case: 'echo' }).catch((error: Error) => error.name);
    await until(() => deployment.messages.filter((message) => message.includes('platform.start')).length === 2);

    await deployment.stop();

    expect((await running).answer.errorMessage).toMatch(/signal: killed$/);
    expect(await waiting).toBe('RuntimeStoppedError');
    await expect(ask(deployment, {})).rejects.toMatchObject({ name: 'RuntimeStoppedError' });
    expect(isRunning(processId)).toBe(false);
  });
});

describe('a function that can not run here', () => {
  const create = (overrides: Parameters<typeof functionDefinition>[1]) => () =>
    createFunctionRuntime({
      functions: [functionDefinition('probe', overrides)],
      clock: { hold: () => () => undefined, nowMs: () => 0, offsetMs: () => 0 },
      environmentFor: () => ({}),
      appendLogs: () => undefined,
    });

  it('is refused at the start, by name', () => {
    expect(create({ runtime: 'python3.13' })).toThrow(/"probe".*python3\.13/);
    expect(create({ environment: { QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/q' } })).toThrow(/QUEUE_URL/);
    expect(create({ packagePath: '/nowhere.zip' })).toThrow(/"\/nowhere\.zip"/);
    expect(create({ logFormat: 'Text' })).toThrow(/log format is Text/);
  });
});
