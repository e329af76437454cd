import { UsageError } from '@pulso/operator/command-line';

import { BadUpdateLineError } from '../errors';
import { linesOf } from './lines-of';
import { parseInstant } from './read-time';

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
export async function readUpdates(file: string): Promise<TimedUpdate[]> {
  const updates: TimedUpdate[] = [];
  let lineNumber = 0;
  let blankLineNumber: number | undefined;
  try {
    for await (const line of linesOf(file)) {
      lineNumber += 1;
      if (line.trim() === '') {
        blankLineNumber ??= lineNumber;
        continue;
      }
      if (blankLineNumber !== undefined) throw new BadUpdateLineError(file, blankLineNumber, 'it is empty');
      const update = parseLine(line, (problem) => {
        throw new BadUpdateLineError(file, lineNumber, problem);
      });
      const previous = updates.at(-1);
      if (previous && update.atMs < previous.atMs) {
        const [at, before] = [update.atMs, previous.atMs].map((ms) => new Date(ms).toISOString());
        throw new BadUpdateLineError(
          file,
          lineNumber,
          `its "at" ${at} is before the line above, ${before}; sort the lines`,
        );
      }
      updates.push(update);
    }
  } catch (error) {
    if (error instanceof BadUpdateLineError) throw error;
    throw new UsageError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return updates;
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
