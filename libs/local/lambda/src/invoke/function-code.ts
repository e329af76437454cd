import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The unpacked code of one function, which may be replaced while processes of it run. */
export interface FunctionCode {
  /**
   * Gives a process the newest code. It keeps that folder until it calls `release`, also when newer code comes.
   *
   * @returns `taskRoot`: absolute.
   */
  take(): { readonly taskRoot: string; release(): void };
  /**
   * Replaces files of the package; what it does not hold is left out, as the stack says what it holds.
   *
   * @param files - Contents by name, from the package's root.
   * @returns False when the code is this already, and nothing is replaced.
   */
  replace(files: ReadonlyMap<string, Uint8Array>): boolean;
}

/** @param firstRoot - Where the package was unpacked; later versions lie beside it. */
export function createFunctionCode(firstRoot: string): FunctionCode {
  let newest = { taskRoot: firstRoot, version: 1, users: 0 };

  const removeUnused = (code: typeof newest): void => {
    if (code !== newest && code.users === 0) rmSync(code.taskRoot, { recursive: true, force: true });
  };

  return {
    take: () => {
      const code = newest;
      let isTaken = true;
      code.users += 1;
      return {
        taskRoot: code.taskRoot,
        release: () => {
          if (!isTaken) return;
          isTaken = false;
          code.users -= 1;
          removeUnused(code);
        },
      };
    },
    replace: (files) => {
      const before = newest;
      const changed = [...files].filter(([name, content]) => {
        const file = join(before.taskRoot, name);
        return existsSync(file) && !readFileSync(file).equals(content);
      });
      if (changed.length === 0) return false;
      const version = before.version + 1;
      const taskRoot = `${firstRoot}@${version}`;
      cpSync(before.taskRoot, taskRoot, { recursive: true });
      for (const [name, content] of changed) writeFileSync(join(taskRoot, name), content);
      newest = { taskRoot, version, users: 0 };
      removeUnused(before);
      return true;
    },
  };
}
