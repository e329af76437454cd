import type { HandledUpdate } from '@pulso/local/console-api';

import { formatDuration } from '../../shell/format';
import { hrefOf } from '../../state/route';
import { addressOf, lastHours } from '../questions/asked';

type Fields = Readonly<Record<string, unknown>>;

/** @returns In a sentence, what the bot has made of an update. */
export function describeHandling({ updateId, usage, status, refused, startedAtMs, lines }: HandledUpdate): string {
  if (status === undefined) return `Update ${updateId} is being handled.`;
  const took = formatDuration((lines.at(-1)?.timestamp ?? startedAtMs) - startedAtMs);
  // An invocation that answers with an error has succeeded, as Lambda sees it.
  const how = refused === undefined ? status : `Telegram counts it as failed (${refused})`;
  const ended = `The invocation took ${took}: ${how}.`;
  const record = readFields(usage ?? '');
  if (!record) return `Update ${updateId} left no usage record. ${ended}`;
  const { command, update_type: updateType, outcome } = record;
  const what = updateType === undefined ? 'change of membership' : wordsOf(updateType);
  const article = /^[aeiou]/.test(what) ? 'an' : 'a';
  const readAs = typeof command === 'string' && command !== '' ? `the command ${command}` : `${article} ${what}`;
  return `Update ${updateId} was read as ${readAs}${outcome === undefined ? '' : `: ${wordsOf(outcome)}`}. ${ended}`;
}

const wordsOf = (value: unknown): string => String(value).replaceAll(/[_-]/g, ' ');

/** @returns The error or warning that a line tells of, with its stack; undefined when it tells of none. */
export function problemIn(line: string): string | undefined {
  const { level, event, errorName, errorMessage, message, stack, record } = readFields(line) ?? {};
  if (!['WARN', 'ERROR', 'FATAL'].includes(String(level))) return undefined;
  const inner =
    (typeof message === 'object' ? (message as Fields | null) : undefined) ?? (record as Fields | undefined);
  const trace = stack ?? inner?.['stackTrace'] ?? inner?.['stack'];
  const head = [event, errorName ?? inner?.['errorType'], errorMessage ?? inner?.['errorMessage'] ?? message]
    .filter((part) => typeof part === 'string')
    .join(': ');
  const told = [head, ...(Array.isArray(trace) ? (trace as unknown[]) : [trace])];
  return told.filter((part) => typeof part === 'string' && part !== '').join('\n') || line;
}

/** @returns The pseudonym in a usage record, hexadecimal; undefined when it names no person. */
export function userIn(usage: string): string | undefined {
  const user = readFields(usage)?.['user'];
  return typeof user === 'string' && /^[\da-f]+$/.test(user) ? user : undefined;
}

/** @returns The address of the question for all records of a person. */
export function recordsHref(user: string): string {
  const query = `filter user = "${user}"\n| fields @timestamp, update_type, command, outcome, language_code, is_group`;
  const range = { ...lastHours(24), preset: 'all' } as const;
  return hrefOf('questions', ...addressOf({ query, logGroups: undefined, range }));
}

function readFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
