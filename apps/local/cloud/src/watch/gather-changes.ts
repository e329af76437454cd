/** Files that are saved together, by a formatter or by git, come within some milliseconds of each other. */
const quietMs = 40;

/** A checkout that takes longer than so many pauses is handed over in parts. */
const maxPauses = 25;

export interface GatherOptions {
  /** Called with the files that have changed since it was called before; never twice at once. */
  handle(paths: ReadonlySet<string>): Promise<void>;
  wait(durationMs: number): Promise<unknown>;
  /** A defect of `handle`. */
  onError(error: unknown): void;
}

/** Changes on their way to `handle`. */
export interface GatheredChanges {
  add(path: string): void;
  /** Hands nothing over any more. Resolves when `handle` has ended. */
  stop(): Promise<void>;
}

/** Hands changes over together once there is quiet; what changes during that is handed over afterwards. */
export function gatherChanges({ handle, wait, onError }: GatherOptions): GatheredChanges {
  let paths = new Set<string>();
  let changeCount = 0;
  let handing: Promise<void> | undefined;
  let isStopped = false;

  const awaitQuiet = async (): Promise<void> => {
    for (let pauses = 0; pauses < maxPauses; pauses += 1) {
      const before = changeCount;
      await wait(quietMs);
      if (changeCount === before) return;
    }
  };

  const handOver = async (): Promise<void> => {
    while (paths.size > 0) {
      await awaitQuiet();
      if (isStopped) return;
      const gathered = paths;
      paths = new Set();
      await handle(gathered).catch(onError);
    }
  };

  return {
    add: (path) => {
      if (isStopped) return;
      paths.add(path);
      changeCount += 1;
      handing ??= handOver().finally(() => {
        handing = undefined;
      });
    },
    stop: async () => {
      isStopped = true;
      await handing;
    },
  };
}
