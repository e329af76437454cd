import { UsageError } from '@pulso/operator/command-line';

import { explain } from './explain';

/**
 * Runs the program of an operator's command to its end: an error becomes a sentence, and the exit status is what `main`
 * returns, 2 for a command line that can't be meant, and 1 for any other error.
 *
 * @param main - Gets what stands behind the command's name.
 */
export function runCommand(main: (args: readonly string[]) => Promise<number>): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe, such as head, has seen enough.
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  main(process.argv.slice(2)).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`${explain(error)}\n`);
      process.exitCode = error instanceof UsageError ? 2 : 1;
    },
  );
}
