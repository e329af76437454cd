import { runLocalCloud } from './run-local-cloud';

let isOutputLost = false;

// The reader of the output may stop, as head does: no error of this program. `interruption` tells what still runs.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || isOutputLost) return;
  isOutputLost = true;
  process.stderr.write(`The output can't be written: ${error.message}\n`);
});
// Nothing is left to write to.
process.stderr.on('error', () => undefined);

void runLocalCloud(process.argv.slice(2), {
  out: process.stdout,
  progress: process.stderr,
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  nowMs: Date.now(),
}).then((code) => {
  process.exitCode = isOutputLost ? 1 : code;
});
