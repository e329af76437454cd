import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import { UsageError } from './usage-error';

const help = { help: { type: 'boolean', short: 'h' } } as const;

/** What Node's parseArgs makes of options: a text, true, or nothing. */
type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ strict: true; allowPositionals: false; options: Options & typeof help }>
>['values'];

/**
 * Reads the options of a command that takes nothing but options. `--help` is one of every command.
 *
 * @param args - What stands behind the command's name.
 * @param options - As Node's parseArgs takes them.
 * @param command - As people type it, for the pointer to its help: `npm start`.
 * @throws {UsageError} An option is unknown, or lacks its value.
 */
export const parseOptions = <const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  command: string,
): Values<Options> => parse(args, { options, command, allowPositionals: false }).values;

/** As {@link parseOptions}, of a command that takes names of files too. */
export const parseOptionsAndFiles = <const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  command: string,
): { readonly values: Values<Options>; readonly files: readonly string[] } => {
  const { values, positionals } = parse(args, { options, command, allowPositionals: true });
  return { values, files: positionals };
};

interface Command<Options> {
  readonly options: Options;
  readonly command: string;
  readonly allowPositionals: boolean;
}

function parse<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  { options, command, allowPositionals }: Command<Options>,
): { values: Values<Options>; positionals: string[] } {
  try {
    const parsed = parseArgs({ args: [...args], strict: true, allowPositionals, options: { ...options, ...help } });
    return { values: parsed.values as Values<Options>, positionals: parsed.positionals };
  } catch (error) {
    const [problem = ''] = (error as Error).message.split('\n');
    throw new UsageError(`${problem.replace(/[.]?$/, '.')} Try: ${command} -- --help`);
  }
}
