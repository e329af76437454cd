import { constants } from 'node:os';

import { runCommand } from './run-command';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The same Ctrl-C may arrive twice, through npm; one that is this much later is another one. */
const patienceMs = 500;

/** The user wants the program to end. */
interface Interruption {
  readonly signal: AbortSignal;
  /** @returns The status that shells expect of a program which a signal has ended, 130 after Ctrl-C; undefined before. */
  readonly exitStatus: () => number | undefined;
}

/**
 * Listens for Ctrl-C, `kill` and a closed terminal. The first ends the reading, so that the result of what was read is
 * printed; the next one ends the program.
 */
function listenForInterruption(program: NodeJS.Process): Interruption {
  const controller = new AbortController();
  let status: number | undefined;
  let firstAtMs = 0;
  for (const name of signals) {
    program.on(name, () => {
      const nowMs = performance.now();
      if (status !== undefined && nowMs - firstAtMs < patienceMs) return;
      if (status !== undefined) program.exit(status);
      status = 128 + constants.signals[name];
      firstAtMs = nowMs;
      controller.abort();
    });
  }
  return { signal: controller.signal, exitStatus: () => status };
}

const { signal, exitStatus } = listenForInterruption(process);

runCommand({
  args: process.argv.slice(2),
  // Opened only when it is read.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  folder: process.cwd(),
  nowMs: () => Date.now(),
  signal,
}).then(
  (status) => {
    process.exitCode = exitStatus() ?? status;
  },
  (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`logs-insights: something went wrong inside: ${text}\n`);
    process.exitCode = 1;
  },
);
