import { FunctionEnvironments } from '@pulso/world/lambda';
import { type FunctionDefinition } from '@pulso/world/stacks';

import { ConcurrencyExceededError, RuntimeStoppedError } from '../errors';
import { type FunctionEnvironment } from './start-function-environment';

/** The execution environments of one function. */
export interface FunctionPool {
  /**
   * Runs an event in an idle environment, else in a new one, else when one becomes free.
   *
   * @throws {ConcurrencyExceededError} The reserved concurrency is used up. Retryable, later.
   * @throws {RuntimeStoppedError} Not retryable.
   */
  use<T>(useEnvironment: (environment: FunctionEnvironment) => Promise<T>): Promise<T>;
  /** @returns How many events are under way, including those that wait for an environment. */
  runningCount(): number;
  /** Ends idle environments at once and running ones after their events: the next events get new ones. */
  renew(): void;
  /** Kills all environments and refuses waiting events. Resolves when all processes are gone. */
  stop(): Promise<void>;
}

interface Member {
  readonly environment: FunctionEnvironment;
  /** Counts the renewals before it. */
  readonly version: number;
}

/**
 * Creates the pool of a function; the first environment starts with the first event.
 *
 * @param maxProcesses - The most processes of the function on this computer; further events wait.
 */
export function createFunctionPool(
  { name, reservedConcurrency }: FunctionDefinition,
  maxProcesses: number,
  start: () => Promise<FunctionEnvironment>,
): FunctionPool {
  const environments = new FunctionEnvironments<Member>(reservedConcurrency);
  const members = new Set<Member>();
  const starting = new Set<Promise<FunctionEnvironment>>();
  const waiting: { proceed(): void; refuse(error: Error): void }[] = [];
  let busyCount = 0;
  let version = 0;
  let isStopped = false;

  const takeProcess = async (): Promise<void> => {
    if (busyCount < maxProcesses) busyCount += 1;
    else await new Promise<void>((proceed, refuse) => waiting.push({ proceed, refuse }));
  };

  /** Gives it to the event that waited longest. */
  const leaveProcess = (): void => {
    const next = waiting.shift();
    if (next) next.proceed();
    else busyCount -= 1;
  };

  const takeMember = async (): Promise<Member> => {
    for (let idle = environments.takeIdle(); idle; idle = environments.takeIdle()) {
      if (idle.environment.isAlive()) return idle;
      members.delete(idle);
    }
    if (isStopped) throw new RuntimeStoppedError();
    const ownVersion = version;
    const started = start();
    starting.add(started);
    try {
      const member = { environment: await started, version: ownVersion };
      members.add(member);
      return member;
    } finally {
      starting.delete(started);
    }
  };

  const retire = (member: Member): void => void member.environment.stop().finally(() => members.delete(member));

  const isKept = (member: Member): boolean => {
    const isUsable = member.environment.isAlive() && member.version === version && !isStopped;
    if (!isUsable) retire(member);
    return isUsable;
  };

  return {
    use: async (useEnvironment) => {
      if (isStopped) throw new RuntimeStoppedError();
      if (!environments.begin()) throw new ConcurrencyExceededError(name, reservedConcurrency ?? 0);
      let member: Member | undefined;
      try {
        await takeProcess();
        try {
          member = await takeMember();
          return await useEnvironment(member.environment);
        } finally {
          leaveProcess();
        }
      } finally {
        environments.end(member && isKept(member) ? member : undefined);
      }
    },
    runningCount: () => environments.runningCount,
    renew: () => {
      version += 1;
      environments.takeAllIdle().forEach(retire);
    },
    stop: async () => {
      isStopped = true;
      for (const { refuse } of waiting.splice(0)) refuse(new RuntimeStoppedError());
      await Promise.allSettled(starting);
      await Promise.all([...members].map(({ environment }) => environment.stop()));
    },
  };
}
