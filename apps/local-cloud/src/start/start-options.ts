import { parseArgs } from 'node:util';

import { UsageError } from '../demo/errors';
import { faultArguments, readFaultOptions } from '../faults/read-fault-options';
import { type StartOptions } from './run-start';

/**
 * Reads the command line of `npm start`.
 *
 * @param args - What stands behind the command's name.
 * @param folder - Where the caller stands, to which relative files are relative.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value or has an unusable one.
 */
export function parseStartOptions(args: readonly string[], folder: string): StartOptions | undefined {
  const values = parse(args);
  return values.help ? undefined : { faults: readFaultOptions(values, folder) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: { ...faultArguments, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    const problem = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UsageError(`${problem?.replace(/[.]?$/, '.')} Try: npm start -- --help`);
  }
}
