import { QueryLimitError } from '../../engine/src/errors';
import { type CommandEnvironment } from './command-environment';
import { helpText } from './help-text';
import { ClosedPipeError, OutputError, UsageError } from './errors';
import { writeAll } from './output/write-all';
import { type Request, parseArguments } from './parse-arguments';
import { runQueryRequest } from './run-query-request';
import { version } from '../../package.json';

/**
 * Runs the command `logs-insights`.
 *
 * @returns The exit status; `--help` says what it means.
 * @throws {Error} Something went wrong that no input explains.
 */
export async function runCommand(environment: CommandEnvironment): Promise<number> {
  const { stdout, stderr, args, nowMs } = environment;
  // A closed pipe shows in the writes; without listeners it would end the process.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const say = (text: string): void => void stderr.write(`logs-insights: ${text}\n`);
  let request: Request | undefined;
  try {
    request = parseArguments(args, nowMs());
    switch (request.kind) {
      case 'help':
        await writeAll(stdout, [helpText()]);
        return 0;
      case 'version':
        await writeAll(stdout, [`${version}\n`]);
        return 0;
      case 'query':
        return await runQueryRequest(request, environment, say);
      default:
        return request satisfies never;
    }
  } catch (error) {
    if (error instanceof ClosedPipeError) return 0;
    if (error instanceof OutputError) {
      say(`the output cannot be written: ${error.message}`);
      return 1;
    }
    if (error instanceof QueryLimitError) {
      say(error.message);
      return 2;
    }
    if (!(error instanceof UsageError)) throw error;
    say(request ? error.message : `${error.message}\nTry: logs-insights --help`);
    return 2;
  }
}
