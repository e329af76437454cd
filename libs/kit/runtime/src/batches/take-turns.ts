/** Runs a task after all earlier tasks of the same key have ended, well or badly. */
export type TakeTurns = (key: string, task: () => Promise<void>) => Promise<void>;

/**
 * Creates a queue per key, for messages of one batch that would get in each other's way: transactions on one run cancel
 * each other, and calls to one chat meet its flood limit together.
 */
export function createTakeTurns(): TakeTurns {
  const last = new Map<string, Promise<void>>();
  return (key, task) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(task);
    last.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  };
}
