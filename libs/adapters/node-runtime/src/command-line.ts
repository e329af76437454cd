import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The command line, or a file that it names, is not usable. The program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const help = { help: { type: 'boolean', short: 'h' } } as const;

/** The result of Node's parseArgs: each option is a text, true, or absent. */
type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ strict: true; allowPositionals: false; options: Options & typeof help }>
>['values'];

/**
 * Reads the options of a command that takes only options. Every command has `--help`.
 *
 * @param args - Everything after the command's name.
 * @param options - As Node's parseArgs takes them.
 * @param command - As people type it, for the pointer to its help: `npm start`.
 * @throws {UsageError} An option is unknown, or lacks its value.
 */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  command: string,
): Values<Options> {
  try {
    return parseArgs({ args: [...args], strict: true, options: { ...options, ...help } }).values as Values<Options>;
  } catch (error) {
    const [problem = ''] = (error as Error).message.split('\n');
    throw new UsageError(`${problem.replace(/[.]?$/, '.')} Try: ${command} -- --help`);
  }
}

/** @throws {UsageError} The text is not a whole number in decimal digits, or lies outside `from` to `to`. */
export function parseWholeNumber(option: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && value >= from && value <= to) return value;
  throw new UsageError(`${option} must be a whole number from ${from} to ${to}, got "${text.slice(0, 60)}".`);
}

/**
 * Reads the value of an option by its parser.
 *
 * @param known - The parser's error.
 * @throws {UsageError} The parser threw it: the option's name, then the parser's message.
 */
export function parseValue<T>(option: string, known: new (message: string) => Error, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof known)) throw error;
    throw new UsageError(`${option}: ${error.message}`);
  }
}

/**
 * Tells whether to colour an output: on a terminal that can, unless its user said no.
 *
 * @see https://no-color.org
 */
export const usesColours = ({ isTTY }: { readonly isTTY?: boolean }, { NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean =>
  isTTY === true && !NO_COLOR && TERM !== 'dumb';
