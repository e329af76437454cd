import { type Dirent, type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Neither sources nor anything that they are built from. */
const ignored = /^(?:\..*|node_modules|dist)$/;

/**
 * Watches folders with everything below them, also what is created later.
 *
 * Each folder has a watcher of its own: Node's recursive one misses files in folders that come and go at once on Linux,
 * which is what a checkout does.
 *
 * @param root - Absolute.
 * @param folders - From the root; folders that are not there are left out.
 * @param onChange - Called with a file or folder that was written, created, renamed or removed, from the root, with
 *   slashes; often more than once.
 * @returns Ends it.
 */
export function watchFolders(root: string, folders: readonly string[], onChange: (path: string) => void): () => void {
  const watchers = new Map<string, FSWatcher>();

  /** With what lies below it. */
  const unwatch = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };

  /** @param isNew - Whether what lies in it has changed for who watches. */
  const add = (folder: string, isNew: boolean): void => {
    for (const entry of open(folder)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !ignored.test(entry.name)) add(path, isNew);
      else if (isNew && entry.isFile()) onChange(path);
    }
  };

  /** @returns What lies in it; nothing when it is no folder, or none any more. */
  const open = (folder: string): Dirent[] => {
    try {
      const watcher = watch(join(root, folder), (type, name) => {
        if (name === null || ignored.test(name)) return;
        const path = `${folder}/${name}`;
        onChange(path);
        if (type !== 'rename') return;
        // Created, removed, or another one in the place of the first.
        unwatch(path);
        add(path, true);
      });
      watcher.on('error', () => unwatch(folder));
      watchers.set(folder, watcher);
      return readdirSync(join(root, folder), { withFileTypes: true });
    } catch {
      unwatch(folder);
      return [];
    }
  };

  for (const folder of folders) add(folder, false);
  return () => folders.forEach(unwatch);
}

/** Files that are saved together, by a formatter or by git, come within some milliseconds of each other. */
const quietMs = 40;

/** A checkout that takes longer than so many pauses is handed over in parts. */
const maxPauses = 25;

interface GatherOptions {
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
