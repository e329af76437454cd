import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';

import { UsageError } from '@pulso/operator/command-line';

import { CrashedWorldError } from './cli/errors';
import { listenForInterruption } from './cli/interruption';
import { createProgress } from './cli/progress';
import { simulate } from './cli/simulate';
import { parseSimulateOptions, simulateUsage } from './cli/simulate-options';
import { serveChunks } from './cli/worker';

/** Monotonic: the time of day may jump. */
const clock = {
  nowMs: () => performance.now(),
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

async function main(args: readonly string[]): Promise<number> {
  const folder = process.env['INIT_CWD'] ?? process.cwd();
  const options = parseSimulateOptions(args, { coreCount: availableParallelism(), folder });
  if (!options) {
    process.stdout.write(`${simulateUsage}\n`);
    return 0;
  }
  const { signal, exitStatus } = listenForInterruption();
  const isKept = await simulate(options, {
    print: (lines) => void process.stdout.write(`${lines.join('\n')}\n`),
    createProgress: (seedCount) =>
      createProgress(process.stderr, { seedCount, isPlain: process.env['CI'] !== undefined, clock }),
    clock,
    nodeVersion: process.version,
    workerFile: __filename,
    signal,
  });
  return signal.aborted ? exitStatus() : isKept ? 0 : 1;
}

/** A reader that has seen enough (`| head`) is no failure; the status still tells how the worlds ended. */
const ignoreClosedPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};

function startProgram(): void {
  process.stdout.on('error', ignoreClosedPipe);
  process.stderr.on('error', ignoreClosedPipe);
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const isExplained = error instanceof UsageError || error instanceof CrashedWorldError;
      const text =
        error instanceof Error ? (isExplained ? error.message : (error.stack ?? error.message)) : String(error);
      process.stderr.write(`${text}\n`);
      process.exitCode = error instanceof UsageError ? 2 : 1;
    },
  );
}

// Worlds create errors by the thousand, for every refused call. Collecting their stacks, which are never read, would
// take much of the time. The main thread does the same, so that no trace depends on where its world was run.
Error.stackTraceLimit = 0;

if (isMainThread || !parentPort) startProgram();
else serveChunks(parentPort, workerData, clock);
