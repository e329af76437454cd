/** How long to rest after a save, real ms; and how much longer than it took: saving shall cost a twentieth at most. */
const [shortestRestMs, restPerSave] = [5_000, 20];

/** Saves from time to time, and a last time. */
export interface Saving {
  /** Saves once more, when nothing changes any more. @throws What `save` throws. */
  stop(): Promise<void>;
}

/**
 * Saves again and again, so that a process that is killed loses the last seconds only.
 *
 * @param save - Never called twice at once; `isLast` when nothing will change any more.
 * @param onFault - Told why it could not be saved; the next time comes all the same.
 */
export function keepSaving(save: (isLast: boolean) => Promise<void>, onFault: (error: unknown) => void): Saving {
  let underWay = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const saveAndRest = async (): Promise<void> => {
    const startedAt = performance.now();
    await save(false).catch(onFault);
    rest((performance.now() - startedAt) * restPerSave);
  };
  const rest = (durationMs: number): void => {
    if (stopped) return;
    timer = setTimeout(
      () => {
        underWay = saveAndRest();
      },
      Math.max(shortestRestMs, durationMs),
    );
    timer.unref();
  };

  rest(0);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underWay;
      await save(true);
    },
  };
}
