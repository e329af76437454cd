import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { type LocalClock } from '@pulso/local-clock';

import { type LocalService } from '../service';
import { startTestCloud, type TestCloud } from './start-test-cloud';

/** Where a conformance test finds AWS: here, or in an account when `CONFORMANCE_TARGET=aws` is set. */
export interface ConformanceTarget {
  readonly isAws: boolean;
  /** For the constructor of an SDK client. */
  readonly clientConfig: object;
  /** @returns A name that no other run uses. */
  uniqueName(base: string): string;
  /** Lets time pass: by the clock here, in real time on AWS. */
  pass(durationMs: number): Promise<void>;
  /** What {@link onStop} was given, in reverse, then the local cloud. */
  stop(): Promise<void>;
  /** Registers the deletion of something that a test has created. */
  onStop(step: () => Promise<unknown>): void;
}

/**
 * Starts what the tests that may run against AWS run against. They create all that they need by API and delete it again.
 *
 * On AWS credentials and region come from the environment, as for every SDK client. Never run so in CI.
 */
export async function startConformanceTarget(
  createServices: (clock: LocalClock) => readonly LocalService[],
): Promise<ConformanceTarget> {
  const isAws = process.env['CONFORMANCE_TARGET'] === 'aws';
  const cloud: TestCloud | undefined = isAws ? undefined : await startTestCloud(createServices);
  const run = randomBytes(4).toString('hex');
  const steps: (() => Promise<unknown>)[] = [];
  return {
    isAws,
    clientConfig: cloud?.clientConfig ?? {},
    uniqueName: (base) => `conformance-${run}-${base}`,
    pass: (durationMs) =>
      cloud ? cloud.clock.runUntil(cloud.clock.nowMs() + durationMs) : setTimeout(durationMs, undefined),
    onStop: (step) => void steps.push(step),
    stop: async () => {
      // What could not be deleted must not keep the rest.
      for (const step of steps.splice(0).reverse()) await step().catch(() => undefined);
      await cloud?.stop();
    },
  };
}
