import { fullJitterMs } from '@pulso/kit/time';

import { RunStoreConflictError } from './errors';
import { type FanInDeps } from './ports';

const maxAttemptCount = 5;
const backoff = { baseMs: 50, capMs: 1000 };

/** Wraps each operation of a port. */
export const around = <Port extends object>(
  port: Port,
  run: (call: () => Promise<unknown>) => Promise<unknown>,
): Port =>
  new Proxy(port, {
    get: (target, name): unknown => {
      const operation: unknown = Reflect.get(target, name);
      if (typeof operation !== 'function') return operation;
      return (...inputs: unknown[]) => run(() => operation(...inputs));
    },
  });

/**
 * Repeats operations after concurrent writes: DynamoDB cancels the later of two transactions on one item. Throws the last
 * conflict, so that the queue redelivers.
 */
export const withConflictRetries = <Port extends object>(
  port: Port,
  { clock, random }: Pick<FanInDeps, 'clock' | 'random'>,
): Port =>
  around(port, async (call) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof RunStoreConflictError) || attempt + 1 >= maxAttemptCount) throw error;
        await clock.sleep(fullJitterMs(attempt, backoff, random));
      }
    }
  });
