import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';

import { UsageError } from '@pulso/adapters/node-runtime';

import { simulate } from './cli/simulate';
import { parseSimulateOptions, simulateUsage } from './cli/simulate-options';
import { serveChunks } from './cli/spread-seeds';

async function main(args: readonly string[]): Promise<number> {
  const options = parseSimulateOptions(args);
  const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
  if (options) return (await simulate(options, { print, ...machine })) ? 0 : 1;
  print([simulateUsage]);
  return 0;
}

const machine = {
  nowMs: () => performance.now(),
  workerFile: __filename,
  workerCount: availableParallelism(),
};

function startProgram(): void {
  // A reader that stops early (`| head`) is not a failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof UsageError ? error.message : String(error)}\n`);
      process.exitCode = error instanceof UsageError ? 2 : 1;
    },
  );
}

// Worlds create errors by the thousand, for every refused call. Collecting their stacks, which are never read, would
// take much of the time. The main thread does the same, so that no trace depends on where its world was run.
Error.stackTraceLimit = 0;

if (isMainThread || !parentPort) startProgram();
else serveChunks(parentPort, workerData);
