import { type ChildProcess, spawn } from 'node:child_process';
import { type Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Ending } from './ending';
import { readEnvironmentLog, type WriteMessage } from './environment-log';
import { type Delivery, type RuntimeApi, startRuntimeApi } from './runtime-api';

export interface EnvironmentOptions {
  readonly handler: string;
  /** The unpacked package: working directory of the process. */
  readonly taskRoot: string;
  readonly shimPath: string;
  readonly runtimeInterfaceClientPath: string;
  /** @param runtimeApi - `host:port` of this environment's own API. */
  variables(runtimeApi: string): Readonly<Record<string, string>>;
  /** Receives what the process writes, at any time. */
  readonly writeLog: WriteMessage;
  /** For loading the handler. */
  readonly initTimeoutMs: number;
  /** Called with the process as soon as there is one. */
  onProcess(child: ChildProcess): void;
}

/** One event for the handler. */
export interface Work {
  readonly requestId: string;
  /** From the moment in which the event is handed over. */
  readonly timeoutMs: number;
  /** A fault: kills the process this long after the hand-over, at the latest when its answer is ready. */
  readonly killAfterMs?: number;
  /** Called when the process is ready to take the event. */
  prepare(): Delivery;
}

export interface Run {
  readonly ending: Ending;
  /** From hand-over to the end, real time; 0 when the event was never handed over. */
  readonly durationMs: number;
  /** Only for the first event of an environment, and only when the handler could be loaded. */
  readonly initDurationMs?: number;
  /** The most until now; 0 when the process never reported it. */
  readonly maxMemoryKb: number;
}

/** A process that runs one function, one event at a time. */
export interface ExecutionEnvironment {
  /** Resolves when the event has been handled and all its logs have arrived. */
  run(work: Work): Promise<Run>;
  /** False as soon as the process can't take another event. */
  isAlive(): boolean;
  /** Kills the process. Resolves when it is gone. */
  stop(): Promise<void>;
}

interface CurrentWork extends Work {
  deliveredAt?: number;
  end(ending: Ending, durationMs: number): void;
}

/**
 * Starts a function process under AWS's runtime interface client.
 *
 * The time for loading the handler runs from here; a failure to load it is the answer to the first event.
 */
export async function startEnvironment(options: EnvironmentOptions): Promise<ExecutionEnvironment> {
  let current: CurrentWork | undefined;
  let failure: Ending | undefined;
  let isWaiting = false;
  let initDurationMs: number | undefined;
  let isFirst = true;
  let maxMemoryKb = 0;
  let limit: NodeJS.Timeout | undefined;
  let execution: NodeJS.Timeout | undefined;

  /** Forgets the event at once: a fast process asks for the next one before the answer has been passed on. */
  const end = (ending: Ending): void => {
    clearTimeout(limit);
    clearTimeout(execution);
    const ended = current;
    current = undefined;
    ended?.end(ending, lastedMs(ending, ended.deliveredAt));
  };

  /** Ends the event when its process does not survive. */
  const fail = (ending: Ending): void => {
    failure ??= ending;
    end(failure);
    killGroup(child);
  };

  const kill = (): void => fail({ kind: 'exit', code: null, signal: 'SIGKILL' });

  const limitTo = (timeoutMs: number): void => {
    clearTimeout(limit);
    limit = setTimeout(() => fail({ kind: 'timeout', afterMs: timeoutMs }), timeoutMs);
  };

  const handOver = (): void => {
    if (!current || !isWaiting) return;
    isWaiting = false;
    const delivery = current.prepare();
    current.deliveredAt = performance.now();
    limitTo(current.timeoutMs);
    if (current.killAfterMs !== undefined) execution = setTimeout(kill, current.killAfterMs);
    api.deliver(delivery);
  };

  const api = await startRuntimeApi({
    onNext: () => {
      if (initDurationMs === undefined) {
        clearTimeout(limit);
        initDurationMs = performance.now() - startedAt;
      }
      isWaiting = true;
      handOver();
    },
    onAnswer: (requestId, answer) => {
      maxMemoryKb = Math.max(maxMemoryKb, answer.maxMemoryKb);
      if (requestId !== current?.requestId) return;
      if (current.killAfterMs === undefined) end(answer);
      else kill();
    },
    onInitError: (body) => fail({ kind: 'init-error', body }),
  });

  const startedAt = performance.now();
  const { child, stdout, stderr, closed } = spawnOrClose(options, api);
  options.onProcess(child);
  const log = readEnvironmentLog([stdout, stderr], options.writeLog);
  child.once('error', () => fail({ kind: 'exit', code: null, signal: 'could not be started' }));
  child.once('exit', (code, signal) => fail({ kind: 'exit', code, signal }));
  void closed.then(() => api.close());
  limitTo(options.initTimeoutMs);

  return {
    isAlive: () => failure === undefined,
    stop: () => {
      kill();
      return closed;
    },
    run: async (work) => {
      const { ending, durationMs } = await new Promise<Pick<Run, 'durationMs' | 'ending'>>((resolve) => {
        current = { ...work, end: (ending, durationMs) => resolve({ ending, durationMs }) };
        if (failure) end(failure);
        else handOver();
      });
      if (failure) await closed;
      await log.drain();
      const initDuration = isFirst && initDurationMs !== undefined ? { initDurationMs } : {};
      isFirst = false;
      return { ending, durationMs, maxMemoryKb, ...initDuration };
    },
  };
}

/** At the limit, the limit counts as the duration: timers are late by milliseconds, or early by a fraction of one. */
function lastedMs(ending: Ending, deliveredAt: number | undefined): number {
  if (deliveredAt === undefined) return 0;
  return ending.kind === 'timeout' ? ending.afterMs : performance.now() - deliveredAt;
}

/** How long the pipes of a dead process may stay open, ms: a grandchild may have inherited them. */
const pipeTimeoutMs = 500;

/**
 * Starts AWS's runtime loop for one handler in a process group of its own, with exactly the variables given, and a
 * lifeline as fd 3. `closed` resolves when the process is gone and its pipes are read to the end.
 */
function spawnFunctionProcess(options: EnvironmentOptions, variables: Readonly<Record<string, string>>) {
  const child = spawn(
    process.execPath,
    ['--require', options.shimPath, options.runtimeInterfaceClientPath, options.handler],
    {
      cwd: options.taskRoot,
      env: { ...variables },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      // A group of its own: it ends with all that the handler starts, and Ctrl-C does not reach it.
      detached: true,
    },
  );
  const [, stdout, stderr] = child.stdio as unknown as [null, Readable, Readable];
  const pipesRead = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const closed = gone.then(async () => {
    await Promise.race([pipesRead, sleep(pipeTimeoutMs, undefined, { ref: false })]);
    for (const stream of [stdout, stderr]) stream.destroy();
  });
  return { child, stdout, stderr, closed };
}

function spawnOrClose(options: EnvironmentOptions, api: RuntimeApi): ReturnType<typeof spawnFunctionProcess> {
  try {
    return spawnFunctionProcess(options, options.variables(api.address));
  } catch (error) {
    api.close();
    throw error;
  }
}

/**
 * Kills a function process and all processes that it has started: Lambda ends the whole environment.
 *
 * @param child - The leader of a process group (`detached`), where the system has those. Harmless when it is gone.
 */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // macOS answers EPERM when only zombies are left of a group.
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ESRCH', 'EPERM'].includes(code)) throw error;
  }
}
