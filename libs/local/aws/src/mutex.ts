/** Runs tasks one after another, in the order in which they came. */
export type Mutex = <T>(task: () => Promise<T>) => Promise<T>;

/** @returns A mutex. A task that fails lets the next one start; a task that waits for the same mutex never ends. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
