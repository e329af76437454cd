import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits until somebody wants the program to end: Ctrl-C, `kill`, a closed terminal.
 *
 * From then on these signals end nothing by themselves, also when they come again: one Ctrl-C arrives twice, from the
 * terminal and through npm, and the second must not cut off the cleaning up.
 *
 * @returns The exit status that shells expect of a program which that signal has ended: 130 after Ctrl-C.
 */
export const interruption = (): Promise<number> =>
  new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve(128 + constants.signals[signal]));
  });
