import { readFileSync } from 'node:fs';

import { UsageError } from '@pulso/adapters/node-runtime';
import { type LocalClock } from '@pulso/world/time';

import { BadUpdateLineError } from '../errors';
import { parseInstant } from './report-time';

/** An update and the moment at which Telegram pushes it. */
export interface TimedUpdate {
  /** Epoch ms, on the local cloud's clock. */
  readonly atMs: number;
  readonly update: Readonly<Record<string, unknown>> & { readonly update_id: number };
}

/**
 * Reads updates from a file with one `{"at": ISO time, "update": Update}` per line, sorted by `at`.
 *
 * @param file - Path of the file.
 * @returns The updates in the order of the file. An empty last line is fine.
 * @throws {BadUpdateLineError} Names the first line that is not usable, and why.
 * @throws {UsageError} The file cannot be read.
 */
export function readUpdates(file: string): TimedUpdate[] {
  // Lines end with LF or CRLF and with nothing else: JSON allows U+2028 and U+2029 inside a text.
  const lines = readText(file)
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  if (lines.join('') === '') return [];
  let previousMs = -Infinity;
  return lines.map((line, index) => {
    const refuse = (problem: string): never => {
      throw new BadUpdateLineError(file, index + 1, problem);
    };
    if (line.trim() === '') return refuse('it is empty');
    const update = parseLine(line, refuse);
    if (update.atMs < previousMs) {
      const [at, before] = [update.atMs, previousMs].map((ms) => new Date(ms).toISOString());
      return refuse(`its "at" ${at} is before the line above, ${before}; sort the lines`);
    }
    previousMs = update.atMs;
    return update;
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseLine(line: string, refuse: (problem: string) => never): TimedUpdate {
  const value = parseJson(line, refuse);
  if (!isObject(value)) return refuse('it must be an object {"at": ..., "update": ...}');
  const { at, update } = value;
  const atMs = typeof at === 'string' ? parseInstant(at) : undefined;
  if (atMs === undefined) {
    return refuse('"at" must be an ISO time with a zone, like 2026-11-25T08:15:00Z');
  }
  if (!isObject(update)) return refuse('"update" must be a Telegram update object');
  const { update_id: updateId } = update;
  if (typeof updateId !== 'number' || !Number.isSafeInteger(updateId)) {
    return refuse('"update.update_id" must be a whole number');
  }
  return { atMs, update: { ...update, update_id: updateId } };
}

function parseJson(line: string, refuse: (problem: string) => never): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    return refuse(`it is not JSON (${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'})`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Lets updates happen at their times of the local cloud's clock; only the next one has a timer.
 *
 * @param updates - Sorted by time.
 * @param push - Called once per update, in order.
 * @returns How many have not happened yet.
 */
export function pushUpdates(
  updates: readonly TimedUpdate[],
  clock: Pick<LocalClock, 'nowMs' | 'setTimer'>,
  push: (update: TimedUpdate['update'], pushedCount: number) => void,
): () => number {
  let next = 0;
  const pushDue = (): void => {
    for (; next < updates.length; next += 1) {
      const timed = updates[next];
      if (!timed) return;
      if (timed.atMs > clock.nowMs()) {
        clock.setTimer(timed.atMs, pushDue);
        return;
      }
      push(timed.update, next + 1);
    }
  };
  pushDue();
  return () => updates.length - next;
}
