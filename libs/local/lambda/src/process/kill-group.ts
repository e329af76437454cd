import { type ChildProcess } from 'node:child_process';

/**
 * Kills a function process and all processes that it has started: Lambda ends the whole environment.
 *
 * @param child - The leader of a process group (`detached`), where the system has those. Harmless when it is gone.
 */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // macOS answers EPERM where nothing but zombies is left of a group.
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ESRCH', 'EPERM'].includes(code)) throw error;
  }
}
