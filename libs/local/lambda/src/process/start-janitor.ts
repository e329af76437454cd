import { type ChildProcess, spawn } from 'node:child_process';

/** A small process that cleans up after this one when this one can't: after SIGKILL, out of memory, a crash of Node. */
export interface Janitor {
  /** Undefined if it has none. */
  readonly pid: number | undefined;
  /** Adds a function process, the leader of its group. */
  started(pid: number): void;
  ended(pid: number): void;
  /** Nothing is left to clean up. Resolves when the process is gone. */
  dismiss(): Promise<void>;
  /** Closes the pipe, as the end of this process does. */
  abandon(): void;
}

/**
 * Reads starts and ends of processes until the local cloud's end of the pipe closes; then kills those that have not ended,
 * and removes the folder. A process that computes without a pause does not notice by itself that its parent is gone.
 */
const script = `
trap '' HUP INT TERM
pids=
while read -r word pid; do
  case $word in
    started) pids="$pids $pid" ;;
    ended) left=; for one in $pids; do [ "$one" = "$pid" ] || left="$left $one"; done; pids=$left ;;
    dismissed) exit 0 ;;
  esac
done
for one in $pids; do kill -9 "-$one" 2>/dev/null; done
for try in 1 2 3 4 5; do rm -rf -- "$1" && exit 0; sleep 1; done
`;

const idleJanitor: Janitor = {
  pid: undefined,
  started: () => undefined,
  ended: () => undefined,
  dismiss: () => Promise.resolve(),
  abandon: () => undefined,
};

/**
 * Starts a janitor: a shell of one megabyte in its own session, so that a signal to the local cloud spares it.
 *
 * @param folder - To be removed. Absolute.
 * @returns On Windows one that does nothing.
 */
export function startJanitor(folder: string): Janitor {
  if (process.platform === 'win32') return idleJanitor;
  const child = spawn('/bin/sh', ['-c', script, 'pulso-janitor', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/bin:/bin' },
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  unref(child);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    pid: child.pid,
    abandon: () => child.stdin.destroy(),
    started: (pid) => void child.stdin.write(`started ${pid}\n`),
    ended: (pid) => void child.stdin.write(`ended ${pid}\n`),
    dismiss: () => {
      child.ref();
      child.stdin.end('dismissed\n');
      return gone;
    },
  };
}

/** It must not keep this process alive. */
function unref(child: ChildProcess): void {
  child.unref();
  (child.stdin as unknown as { unref?(): void }).unref?.();
}
