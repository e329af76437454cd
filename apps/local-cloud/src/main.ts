import { demoUsage, parseDemoOptions } from './demo/demo-options';
import { BadUpdateLineError, UsageError } from './demo/errors';
import { runDemo } from './demo/run-demo';
import { runStart, startUsage } from './start/run-start';

async function main([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case 'demo': {
      const options = parseDemoOptions(args, { nowMs: Date.now(), folder: process.env['INIT_CWD'] ?? process.cwd() });
      if (options) return await runDemo(options, { out: process.stdout, progress: process.stderr });
      process.stdout.write(`${demoUsage}\n`);
      return 0;
    }
    case 'start':
      if (args.length === 0) return await runStart({ out: process.stdout });
      if (args[0] === '--help' || args[0] === '-h') {
        process.stdout.write(`${startUsage}\n`);
        return 0;
      }
      throw new UsageError(`npm start takes no options but --help, got ${args.join(' ')}.`);
    default:
      throw new UsageError(`Unknown command "${command ?? ''}": demo or start.`);
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isUsage = error instanceof UsageError || error instanceof BadUpdateLineError;
    const text = error instanceof Error ? (isUsage ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = isUsage ? 2 : 1;
  },
);
