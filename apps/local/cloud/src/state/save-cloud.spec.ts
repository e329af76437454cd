import { keepSaving } from './save-cloud';

describe('keepSaving', () => {
  it('saves a last time when it stops, and says that it is the last', async () => {
    const calls: boolean[] = [];
    const saving = keepSaving(
      async (isLast) => void calls.push(isLast),
      () => undefined,
    );

    await saving.stop();

    expect(calls).toEqual([true]);
  });

  it('tells the caller who stops it that the last time has failed', async () => {
    const saving = keepSaving(
      () => Promise.reject(new Error('disk full')),
      () => undefined,
    );

    await expect(saving.stop()).rejects.toThrow('disk full');
  });
});
