import { parseArgs } from 'node:util';

import { epochMsOf, readIsoDate } from '../../engine/src/exported-events/read-instant';
import { closestTo } from '../../engine/src/parser/suggest';
import { UsageError, messageOf } from './errors';

const outputFormats = ['table', 'json', 'csv', 'ndjson'] as const;
type OutputFormat = (typeof outputFormats)[number];

/** `export` is one event per line or one JSON document: the first bytes tell. */
const inputShapes = ['auto', 'export', 'tail', 'json', 'text'] as const;
export type InputShape = (typeof inputShapes)[number];

/** A command line that has been read. */
export interface CommandOptions {
  /** The text of the query, or the file that holds it. */
  readonly query: { readonly text: string } | { readonly file: string };
  /** Names as they were written, `-` for standard input; none means standard input. */
  readonly files: readonly string[];
  readonly format: OutputFormat;
  readonly input: InputShape;
  /** Epoch seconds, inclusive. */
  readonly startTime?: number;
  /** Epoch seconds, inclusive. */
  readonly endTime?: number;
  /** The most rows to print. */
  readonly limit?: number;
  readonly logGroupName?: string;
}

/** What the command line asks for. */
export type Request =
  { readonly kind: 'help' } | { readonly kind: 'version' } | ({ readonly kind: 'query' } & CommandOptions);

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
  const { values, positionals } = parse(args);
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

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

const beforeNow = /^(\d+(?:\.\d+)?)([smhdw])$/;

/** A day without hyphens, which as epoch seconds would be one of 1970. */
const compactDate = /^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

/**
 * Reads the value of `--start` or `--end`.
 *
 * @param text - An ISO date, in UTC unless it names a zone; epoch seconds or milliseconds; `now`; or a time before now,
 * `24h`: a number of seconds, minutes, hours, days or weeks.
 * @returns Epoch seconds, parts of a second cut off.
 * @throws {UsageError} It is none of these.
 */
function readTime(option: string, text: string, nowMs: number): number {
  const [, year, month, day] = compactDate.exec(text.trim()) ?? [];
  if (year !== undefined) {
    throw new UsageError(
      `${option} ${text} would be epoch seconds, of 1970. For the day write ${year}-${month}-${day}.`,
    );
  }
  const epochMs = readEpochMs(text.trim(), nowMs);
  if (epochMs !== undefined) return Math.floor(epochMs / 1000);
  throw new UsageError(
    `${option} is no time: "${text}". Write 2026-11-25, 2026-11-25T12:30:00Z, epoch seconds or milliseconds, or 24h for a time before now.`,
  );
}

function readEpochMs(text: string, nowMs: number): number | undefined {
  if (text === 'now') return nowMs;
  const [, count, unit = ''] = beforeNow.exec(text) ?? [];
  if (count !== undefined) return nowMs - Number(count) * (unitMs[unit] ?? 0);
  if (/^\d{1,16}$/.test(text)) return epochMsOf(Number(text));
  const date = readIsoDate(text);
  return date?.length === text.length ? date.epochMs : undefined;
}
