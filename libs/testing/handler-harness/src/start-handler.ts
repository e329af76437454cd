import { type Answer, startSilentCloud } from './silent-cloud';

/** A handler's module as a cold start leaves it, in front of an AWS that takes every call and does not answer. */
export interface HandlerHarness<Module> {
  readonly module: Module;
  /** Operations of AWS and methods of the Bot API in the order of the calls; a spec may empty it. */
  readonly operations: string[];
  /**
   * Waits for an invocation on a clock that is pushed forward.
   *
   * @returns The answer, and how long it took on that clock, ms: the limit when it would have taken longer.
   */
  waitFor<T>(invoke: () => Promise<T>, limitMs?: number): Promise<{ readonly answer: T; readonly waitedMs: number }>;
  stop(): Promise<void>;
}

/** Connections take turns of the event loop, however far the clock is: far more than they need. */
async function realTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Loads a service's handler with an environment in which all that it calls is one silent server.
 *
 * @param load - Loads the module anew; not an import, since the module reads its environment as soon as it is loaded.
 * @param variablesOf - The service's own variables, from the server's address.
 * @param answerOf - What the server answers to an operation, default: nothing.
 */
export async function startHandler<Module>(
  load: () => Module,
  variablesOf: (url: string) => Readonly<Record<string, string>>,
  answerOf?: (operation: string) => Answer,
): Promise<HandlerHarness<Module>> {
  const { env } = process;
  const cloud = await startSilentCloud(answerOf);
  process.env = {
    ...env,
    AWS_ENDPOINT_URL: cloud.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...variablesOf(cloud.url),
  };
  const log = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const stop = async (): Promise<void> => {
    log.mockRestore();
    process.env = env;
    await cloud.stop();
  };
  let module: Module;
  try {
    module = load();
  } catch (error) {
    // Jest waits for a server that listens, for ever and without a word.
    await stop();
    throw error;
  }
  return {
    module,
    operations: cloud.operations,
    waitFor: async (invoke, limitMs = 30_000) => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
      let isSettled = false;
      const answered = invoke().finally(() => (isSettled = true));
      let waitedMs = 0;
      for (; !isSettled && waitedMs < limitMs; waitedMs += 50) {
        await jest.advanceTimersByTimeAsync(50);
        await realTurns();
      }
      jest.useRealTimers();
      if (!isSettled) cloud.closeConnections();
      return { answer: await answered, waitedMs };
    },
    stop,
  };
}
