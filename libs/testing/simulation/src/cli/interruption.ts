import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Cleaning up takes a few milliseconds; what takes longer is not waited for. */
const graceMs = 900;

/** The user wants the program to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The status that shells expect of a program which that signal has ended: 130 after Ctrl-C. */
  readonly exitStatus: () => number;
}

/**
 * Listens for Ctrl-C, `kill` and a closed terminal. The first asks the program to end, which then has a second; the same
 * Ctrl-C may arrive again, through npm.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let status = 0;
  for (const name of signals) {
    process.on(name, () => {
      if (status !== 0) return;
      status = 128 + constants.signals[name];
      controller.abort();
      setTimeout(() => process.exit(status), graceMs).unref();
    });
  }
  return { signal: controller.signal, exitStatus: () => status };
}
