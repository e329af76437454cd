import { type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { killGroup } from './execution-environment';
import { runtimeShimSource } from './runtime-shim';
import { startJanitor } from './start-janitor';

/** The folder and the processes of one local Lambda; both disappear with this process, however it ends. */
export interface Workspace {
  readonly shimPath: string;
  /** Empty. */
  readonly homeFolder: string;
  taskRootOf(functionName: string): string;
  /** Remembers a process until it is gone. */
  watch(child: ChildProcess): void;
  /** Removes the folder. Processes must have been stopped. */
  remove(): Promise<void>;
}

/** Creates a folder of its own under the system's folder for temporary files. */
export function createWorkspace(): Workspace {
  // The system's folder is a link on macOS, and handlers name their files by the real path.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'local-lambda-')));
  const shimPath = join(folder, 'runtime-shim.cjs');
  const homeFolder = join(folder, 'home');
  const children = new Set<ChildProcess>();
  const janitor = startJanitor(folder);
  mkdirSync(homeFolder);
  writeFileSync(shimPath, runtimeShimSource);
  // Node reads the next package.json above a file: none further up may decide a handler's kind of module.
  writeFileSync(join(folder, 'package.json'), '{}');

  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const onExit = (): void => {
    children.forEach(killGroup);
    removeFolder();
  };
  process.on('exit', onExit);

  return {
    shimPath,
    homeFolder,
    taskRootOf: (functionName) => join(folder, 'tasks', functionName),
    watch: (child) => {
      children.add(child);
      if (child.pid !== undefined) janitor.started(child.pid);
      child.once('exit', () => {
        children.delete(child);
        if (child.pid !== undefined) janitor.ended(child.pid);
      });
    },
    remove: () => {
      process.off('exit', onExit);
      removeFolder();
      return janitor.dismiss();
    },
  };
}
