import { listenForInterruption } from './interruption';
import { runCommand } from './run-command';

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
