import { UsageError } from '@pulso/command-line';
import { InvalidPolicyError } from '@pulso/local-iam';

import { LocalCloudError } from './cloud/errors';
import { demoUsage, parseDemoOptions } from './demo/demo-options';
import { BadUpdateLineError } from './demo/errors';
import { runDemo } from './demo/run-demo';
import { runRemovals } from './grants/run-removals';
import { runStart, startUsage } from './start/run-start';
import { parseStartOptions } from './start/start-options';

async function main([command, ...args]: string[]): Promise<number> {
  const folder = process.env['INIT_CWD'] ?? process.cwd();
  switch (command) {
    case 'demo': {
      const options = parseDemoOptions(args, { nowMs: Date.now(), folder });
      if (options) return await runDemo(options, { out: process.stdout, progress: process.stderr, folder });
      process.stdout.write(`${demoUsage}\n`);
      return 0;
    }
    case 'start': {
      const options = parseStartOptions(args, folder);
      if (options) return await runStart(options, { out: process.stdout });
      process.stdout.write(`${startUsage}\n`);
      return 0;
    }
    // For developers of the stacks: nx run local-cloud:removals.
    case 'removals':
      return await runRemovals(process.stdout);
    default:
      throw new UsageError(`Unknown command "${command ?? ''}": demo or start.`);
  }
}

let isOutputLost = false;

// The reader of the output may stop, as head does: no error of this program. `interruption` tells what still runs.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || isOutputLost) return;
  isOutputLost = true;
  process.stderr.write(`The output can't be written: ${error.message}\n`);
});
// Nothing is left to write to.
process.stderr.on('error', () => undefined);

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = isOutputLost ? 1 : code;
  },
  (error: unknown) => {
    const isUsage = error instanceof UsageError || error instanceof BadUpdateLineError;
    const isExpected = isUsage || error instanceof LocalCloudError || error instanceof InvalidPolicyError;
    const text = error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = isUsage ? 2 : 1;
  },
);
