/** Runs a task after all earlier tasks of the same key have ended, well or badly. */
export type TakeTurns = (key: string, task: () => Promise<void>) => Promise<void>;

/**
 * Creates a queue per key. Messages of one run that come in one batch would otherwise cancel each other's transactions.
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
