import { RunStoreConflictError } from './errors';
import { withConflictRetries } from './retry-conflicts';

/** A port whose reads fail, and the waits between them. */
const failingPort = (error: Error) => {
  const waitsMs: number[] = [];
  const readRun = jest.fn((_runId: string) => Promise.reject(error));
  const clock = { nowMs: () => 0, sleep: async (durationMs: number) => void waitsMs.push(durationMs) };
  return { readRun, waitsMs, patient: withConflictRetries({ readRun }, { clock, random: () => 0.999_999 }) };
};

describe('withConflictRetries', () => {
  it('tries five times, after waits with doubling bounds, and then throws the conflict', async () => {
    const conflict = new RunStoreConflictError('TransactWriteItems');
    const { patient, readRun, waitsMs } = failingPort(conflict);

    await expect(patient.readRun('run')).rejects.toBe(conflict);

    expect(readRun.mock.calls).toEqual(Array.from({ length: 5 }, () => ['run']));
    expect(waitsMs).toEqual([49, 99, 199, 399]);
  });

  it('throws other errors at once', async () => {
    const { patient, readRun, waitsMs } = failingPort(new Error('The table is away.'));

    await expect(patient.readRun('run')).rejects.toThrow('away');

    expect([readRun.mock.calls.length, waitsMs]).toEqual([1, []]);
  });
});
