import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { ConformanceSetupError, LeftoversError } from './errors';
import { readTarget } from './read-target';

/** An emulation as conformance specs need it. */
export interface LocalTarget {
  /** For the constructor of an SDK client. */
  readonly clientConfig: object;
  /** Lets time pass by the emulation's clock. */
  pass(durationMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Where a conformance spec finds AWS: an emulation, or an account when `CONFORMANCE_TARGET=aws` is set. */
export interface ConformanceTarget extends LocalTarget {
  readonly isAws: boolean;
  /** Lets time pass: by the clock here, in real time on AWS. */
  pass(durationMs: number): Promise<void>;
  /** @returns A name that no other run uses and that shows where it comes from. */
  uniqueName(base: string): string;
  /**
   * What an account has and no spec can make.
   *
   * @param local - What stands for it in the emulation.
   * @throws {ConformanceSetupError} On AWS the variable is missing. Not retryable.
   */
  setting(variable: string, local: string): string;
  /**
   * Reads until a condition holds. AWS shows some things late: there it reads every two seconds for a minute at most.
   * The emulation shows everything at once: here it reads once.
   *
   * @returns The last that was read, whether or not the condition holds.
   */
  settled<T>(read: () => Promise<T>, isSettled: (value: T) => boolean): Promise<T>;
  /** Registers the deletion of something that a test has created. What is not there any more is fine. */
  onStop(step: () => Promise<unknown>): void;
  /**
   * Does what {@link onStop} was given, in reverse, then stops the emulation.
   *
   * @throws {LeftoversError} Something could not be deleted. The others were.
   */
  stop(): Promise<void>;
}

export interface ConformanceTargetOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Waits in real time. */
  readonly wait?: (durationMs: number) => Promise<void>;
}

const settlingAttempts = 30;
const settlingPauseMs = 2000;
const isGone = /NotFound|DoesNotExist|NonExistent/;

/**
 * Starts what conformance specs run against. They create all that they need by API and delete it again.
 *
 * On AWS credentials and region come from the environment, as for every SDK client.
 *
 * @param startLocal - Starts the emulation; not called on AWS.
 * @throws {ConformanceSetupError} See {@link readTarget}. Not retryable.
 */
export async function openConformanceTarget(
  startLocal: () => Promise<LocalTarget>,
  { environment = process.env, wait = (durationMs) => setTimeout(durationMs) }: ConformanceTargetOptions = {},
): Promise<ConformanceTarget> {
  const local = readTarget(environment) === 'aws' ? undefined : await startLocal();
  const run = randomBytes(4).toString('hex');
  const steps: (() => Promise<unknown>)[] = [];

  return {
    isAws: !local,
    clientConfig: local?.clientConfig ?? {},
    pass: (durationMs) => (local ? local.pass(durationMs) : wait(durationMs)),
    uniqueName: (base) => `conformance-${run}-${base}`,
    setting: (variable, localValue) => {
      if (local) return localValue;
      const value = environment[variable] ?? '';
      if (value !== '') return value;
      throw new ConformanceSetupError(`CONFORMANCE_TARGET=aws needs the variable ${variable}, which is not set.`);
    },
    settled: async (read, isSettled) => {
      let value = await read();
      for (let attempt = 1; !local && !isSettled(value) && attempt < settlingAttempts; attempt += 1) {
        await wait(settlingPauseMs);
        value = await read();
      }
      return value;
    },
    onStop: (step) => void steps.push(step),
    stop: async () => {
      const failures: unknown[] = [];
      for (const step of steps.splice(0).reverse()) {
        await step().catch((error: unknown) => {
          if (!isGone.test((error as Error).name)) failures.push(error);
        });
      }
      await local?.stop();
      if (failures.length > 0) throw new LeftoversError(failures);
    },
  };
}
