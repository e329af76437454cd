import { UsageError } from '@pulso/adapters/node-runtime';

import { isDay } from '../report-options';
import { type Window } from './marks-of';

const dayMs = 86_400_000;

/**
 * Reads the numbers of days, a line of JSON per day. Empty lines are none; a number that is `null` is a gap.
 *
 * @param file - As people gave it, for the errors.
 * @throws {UsageError} A line is something else; names the line.
 */
export function readHistoryFile(text: string, file: string): Window[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, `${file}, line ${index + 1}`)]));
}

function readLine(line: string, where: string): Window {
  const fail = (problem: string): never => {
    const example = '{"date":"2026-11-01","numbers":{"requests":373}}';
    throw new UsageError(`${where}: ${problem}. A line looks like ${example}.`);
  };
  const { date, numbers } = recordIn(line) ?? fail('this is no JSON object');
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date) || !isDay(date))
    return fail('"date" is no day, as 2026-11-01 is');
  if (!isRecord(numbers)) return fail('"numbers" is no object');
  const known = Object.entries(numbers).flatMap(([id, value]): [string, number][] => {
    if (value === null) return [];
    return typeof value === 'number' && Number.isFinite(value)
      ? [[id, value]]
      : fail(`"${id}" is neither a number nor null`);
  });
  return { index: Date.parse(date) / dayMs, date, numbers: new Map(known) };
}

function recordIn(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
