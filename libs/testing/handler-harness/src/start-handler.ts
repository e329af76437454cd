import { type Answer, startSilentCloud } from './silent-cloud';

/** A handler's module after a cold start, with an AWS that accepts every call and does not answer. */
export interface HandlerHarness<Module> {
  readonly module: Module;
  /** Operations of AWS and methods of the Bot API in the order of the calls; a spec may empty it. */
  readonly operations: string[];
  /**
   * Waits for an invocation on a clock that is pushed forward.
   *
   * @returns The answer, and how long it took on that clock, ms: at most the limit.
   */
  waitFor<T>(invoke: () => Promise<T>, limitMs?: number): Promise<{ readonly answer: T; readonly waitedMs: number }>;
  stop(): Promise<void>;
}

/** Connections need real turns of the event loop, whatever the clock says: far fewer than these. */
async function realTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Loads a service's handler with an environment in which one silent server is all that it calls.
 *
 * @param load - Loads the module anew; not an import, since loading reads the environment.
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
    // Jest silently waits for ever for a listening server.
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
