import { RunStoreConflictError } from './errors';
import { withRunConflictRetries } from './retry-conflicts';
import { createInMemoryRuns } from './testing/in-memory-run-store';

describe('withRunConflictRetries', () => {
  it('tries five times, with pauses that double, and then leaves it to the queue', async () => {
    const pausesMs: number[] = [];
    const { store } = createInMemoryRuns({ nowMs: () => 0 });
    const clock = {
      sleep: async (ms: number) => {
        pausesMs.push(ms);
      },
    };
    const contested = { ...store, readRun: () => Promise.reject(new RunStoreConflictError('readRun')) };

    const reading = withRunConflictRetries(contested, { clock, random: () => 0.5 }).readRun('r');

    await expect(reading).rejects.toThrow(RunStoreConflictError);
    // In the middle of 50, 100, 200 and 400.
    expect(pausesMs).toEqual([25, 50, 100, 200]);
  });
});
