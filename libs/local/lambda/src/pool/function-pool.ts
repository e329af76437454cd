import { ConcurrencyExceededError, RuntimeStoppedError } from '../errors';

/** What a pool needs to know about an execution environment. */
export interface PoolMember {
  /** False when it can't take another event. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

export interface PoolOptions<Member extends PoolMember> {
  readonly functionName: string;
  /** Shared by everything that invokes the function. Absent: no limit of its own. */
  readonly reservedConcurrency?: number;
  /** How many processes of the function this computer is asked to bear; beyond it, every event waits. */
  readonly maxEnvironments: number;
  /** After this time without an event a process is ended, real time. */
  readonly idleTimeoutMs: number;
  start(): Promise<Member>;
}

/** The execution environments of one function. */
export interface FunctionPool<Member extends PoolMember> {
  /**
   * Runs an event in an idle environment, else in a new one, else when one becomes free.
   *
   * @param options - `mayWait`: whether to wait when the reserved concurrency is used up.
   * @param useEnvironment - What to do with the environment.
   * @throws {ConcurrencyExceededError} It is used up, or it is 0. Retryable, later.
   * @throws {RuntimeStoppedError} Not retryable.
   */
  use<T>(options: { mayWait: boolean }, useEnvironment: (environment: Member) => Promise<T>): Promise<T>;
  /** @returns How many events are being worked on, those whose environment is starting included. */
  runningCount(): number;
  /** Ends the environments that are idle, and those that run once their events are done: the next events get new ones. */
  renew(): void;
  /** Kills all environments and refuses what waits. Resolves when all processes are gone. */
  stop(): Promise<void>;
}

interface Waiter {
  proceed(): void;
  refuse(error: Error): void;
}

/** Creates the pool of a function; the first environment starts with the first event. */
export function createFunctionPool<Member extends PoolMember>(options: PoolOptions<Member>): FunctionPool<Member> {
  const reserved = options.reservedConcurrency ?? Infinity;
  const slots = Math.min(reserved, options.maxEnvironments);
  /** With the generation of which they are: `renew` begins another one. */
  const all = new Map<Member, number>();
  const idle: { readonly environment: Member; readonly expiry: NodeJS.Timeout }[] = [];
  const starting = new Set<Promise<Member>>();
  const waiting: Waiter[] = [];
  let runningCount = 0;
  let generation = 0;
  let stopped = false;

  const takeSlot = async (mayWait: boolean): Promise<void> => {
    if (stopped) throw new RuntimeStoppedError();
    const isUsedUp = runningCount + waiting.length >= reserved;
    if (reserved === 0 || (isUsedUp && !mayWait)) throw new ConcurrencyExceededError(options.functionName, reserved);
    if (runningCount < slots) runningCount += 1;
    else await new Promise<void>((proceed, refuse) => waiting.push({ proceed, refuse }));
  };

  /** Gives the slot to the invocation that has waited longest. */
  const leaveSlot = (): void => {
    const next = waiting.shift();
    if (next) next.proceed();
    else runningCount -= 1;
  };

  const takeEnvironment = async (): Promise<Member> => {
    for (let candidate = idle.pop(); candidate; candidate = idle.pop()) {
      clearTimeout(candidate.expiry);
      if (candidate.environment.isAlive()) return candidate.environment;
      all.delete(candidate.environment);
    }
    if (stopped) throw new RuntimeStoppedError();
    const ownGeneration = generation;
    const start = options.start();
    starting.add(start);
    try {
      const environment = await start;
      all.set(environment, ownGeneration);
      return environment;
    } finally {
      starting.delete(start);
    }
  };

  const retire = (environment: Member): void => {
    const index = idle.findIndex((entry) => entry.environment === environment);
    if (index >= 0) idle.splice(index, 1);
    void environment.stop().finally(() => all.delete(environment));
  };

  const leaveEnvironment = (environment: Member): void => {
    if (!environment.isAlive() || stopped) {
      all.delete(environment);
      return;
    }
    if (all.get(environment) !== generation) return retire(environment);
    const expiry = setTimeout(() => retire(environment), options.idleTimeoutMs);
    expiry.unref();
    idle.push({ environment, expiry });
  };

  return {
    use: async ({ mayWait }, useEnvironment) => {
      await takeSlot(mayWait);
      try {
        const environment = await takeEnvironment();
        try {
          return await useEnvironment(environment);
        } finally {
          leaveEnvironment(environment);
        }
      } finally {
        leaveSlot();
      }
    },
    runningCount: () => runningCount,
    renew: () => {
      generation += 1;
      for (const { environment, expiry } of idle.splice(0)) {
        clearTimeout(expiry);
        retire(environment);
      }
    },
    stop: async () => {
      stopped = true;
      for (const { refuse } of waiting.splice(0)) refuse(new RuntimeStoppedError());
      for (const { expiry } of idle.splice(0)) clearTimeout(expiry);
      await Promise.allSettled(starting);
      await Promise.all([...all.keys()].map((environment) => environment.stop()));
      all.clear();
    },
  };
}
