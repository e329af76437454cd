import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How often to look whether the process that has started this one is still there, ms. */
const parentPollMs = 250;

/**
 * Waits until the program is told to end: Ctrl-C, `kill`, a closed terminal, a reader of its output that has
 * gone (`| head`), or the death of the process of `npm start` that has started it.
 *
 * From then on these signals end nothing by themselves, also when they come again: one Ctrl-C arrives twice, from the
 * terminal and through npm, and the second must not cut off the cleaning up.
 *
 * @returns The exit status that shells expect of a program which that signal has ended: 130 after Ctrl-C.
 */
export const interruption = (): Promise<number> =>
  new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve(128 + constants.signals[signal]));
    process.stdout.on('error', () => resolve(128 + constants.signals.SIGPIPE));
    watchParent(() => resolve(128 + constants.signals.SIGHUP));
  });

/** Started by hand, this process outlives the shell that has started it. */
function watchParent(onGone: () => void): void {
  const parentPid = process.ppid;
  if (process.env['PULSO_PARENT_PID'] !== String(parentPid)) return;
  const timer = setInterval(() => {
    if (process.ppid === parentPid) return;
    clearInterval(timer);
    onGone();
  }, parentPollMs);
  timer.unref();
}
