import { RunStoreConflictError } from './errors';
import { withRunConflictRetries } from './retry-conflicts';
import { createInMemoryRuns } from './testing/in-memory-run-store';

/** A store whose reads fail, and what is waited between them. */
const patientStore = (error: Error) => {
  const waitsMs: number[] = [];
  const { store } = createInMemoryRuns({ nowMs: () => 0 });
  const readRun = jest.fn(() => Promise.reject(error));
  const patient = withRunConflictRetries(
    { ...store, readRun },
    { clock: { sleep: async (durationMs) => void waitsMs.push(durationMs) }, random: () => 0.999_999 },
  );
  return { readRun, waitsMs, patient };
};

describe('withRunConflictRetries', () => {
  it('tries five times, after waits whose bounds double, and then throws the conflict', async () => {
    const conflict = new RunStoreConflictError('TransactWriteItems');
    const { patient, readRun, waitsMs } = patientStore(conflict);

    await expect(patient.readRun('run')).rejects.toBe(conflict);

    expect(readRun).toHaveBeenCalledTimes(5);
    expect(waitsMs).toEqual([49, 99, 199, 399]);
  });

  it('throws at once what is no conflict', async () => {
    const { patient, readRun, waitsMs } = patientStore(new Error('The table is away.'));

    await expect(patient.readRun('run')).rejects.toThrow('away');

    expect(readRun).toHaveBeenCalledTimes(1);
    expect(waitsMs).toEqual([]);
  });
});
