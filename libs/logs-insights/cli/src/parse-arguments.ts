import { parseArgs } from 'node:util';

import { closestTo } from '../../engine/src/parser/suggest';
import { type CommandOptions, type Request, inputShapes, outputFormats } from './command-options';
import { messageOf } from './error-text';
import { readTime } from './read-time';
import { UsageError } from './usage-error';

const options = {
  format: { type: 'string', short: 'o' },
  start: { type: 'string' },
  end: { type: 'string' },
  limit: { type: 'string', short: 'n' },
  input: { type: 'string' },
  'query-file': { type: 'string', short: 'f' },
  'log-group': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

/** Every option, as it is written. */
const optionNames: readonly string[] = Object.keys(options).map((name) => `--${name}`);

/**
 * Reads the command line.
 *
 * @param args - What stands behind the command's name.
 * @param nowMs - Epoch milliseconds, to which `--start 24h` is relative.
 * @throws {UsageError} An option is unknown or has an unusable value, or the query is missing.
 */
export function parseArguments(args: readonly string[], nowMs: number): Request {
  const { values, positionals } = parse(attachNegativeTimes(args));
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  return {
    kind: 'query',
    ...readQuery(values['query-file'], positionals),
    format: oneOf('--format', values.format ?? 'table', outputFormats),
    input: oneOf('--input', values.input ?? 'auto', inputShapes),
    ...readRange(values.start, values.end, nowMs),
    ...(values.limit !== undefined && { limit: readLimit(values.limit) }),
    ...(values['log-group'] !== undefined && { logGroupName: values['log-group'] }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], strict: true, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(explainParseError(error));
  }
}

function explainParseError(error: unknown): string {
  const problem = messageOf(error).split('\n')[0] ?? '';
  const unknown = /^Unknown option '([^']+)'/.exec(problem)?.[1];
  if (unknown === undefined) return problem.replace(/\.?$/, '.');
  const meant = closestTo(unknown, optionNames);
  return `There is no option ${unknown}${meant ? `; did you mean ${meant}?` : '.'}`;
}

/** `--start -24h`: parseArgs takes what starts with a dash for an option. */
function attachNegativeTimes(args: readonly string[]): readonly string[] {
  const attached: string[] = [];
  for (const arg of args) {
    const last = attached.at(-1);
    const isTime = (last === '--start' || last === '--end') && /^-\d/.test(arg) && !attached.includes('--');
    if (isTime) attached[attached.length - 1] = `${last}=${arg}`;
    else attached.push(arg);
  }
  return attached;
}

function readQuery(file: string | undefined, positionals: readonly string[]): Pick<CommandOptions, 'query' | 'files'> {
  if (file === '') throw new UsageError('--query-file needs the name of a file.');
  if (file !== undefined) return { query: { file }, files: positionals };
  const [text, ...files] = positionals;
  if (text === undefined) throw new UsageError('A query is missing.');
  return { query: { text }, files };
}

function readRange(
  start: string | undefined,
  end: string | undefined,
  nowMs: number,
): Pick<CommandOptions, 'startTime' | 'endTime'> {
  const startTime = start === undefined ? undefined : readTime('--start', start, nowMs);
  const endTime = end === undefined ? undefined : readTime('--end', end, nowMs);
  if (startTime !== undefined && endTime !== undefined && startTime > endTime) {
    throw new UsageError(`--start ${start} is later than --end ${end}.`);
  }
  return { ...(startTime !== undefined && { startTime }), ...(endTime !== undefined && { endTime }) };
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit > 0 && Number.isSafeInteger(limit)) return limit;
  throw new UsageError(`--limit is a number of rows, 1 or more, and not "${text}".`);
}

function oneOf<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((name) => name === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`${option} is one of ${choices.join(', ')}, and not "${text}".`);
}
