import { UsageError } from '@pulso/operator/command-line';

/** Times that every part can write down: no negative epoch, four digits for the year. */
const [earliest, latest] = ['2000-01-01T00:00:00Z', '2999-12-31T00:00:00Z'] as const;

/** @throws {UsageError} The local cloud can't show this time. */
export function requireUsableTime(atMs: number): void {
  if (atMs >= Date.parse(earliest) && atMs <= Date.parse(latest)) return;
  throw new UsageError(`--at must be between ${earliest} and ${latest}.`);
}

/**
 * Reads what `--at` was given.
 *
 * @returns Epoch ms.
 * @throws {UsageError} It is no time that the local cloud can show.
 */
export function readTime(text: string): number {
  const atMs = parseInstant(text);
  if (atMs === undefined) {
    throw new UsageError(`--at must be an ISO time with a zone, like 2026-11-25T12:30:00Z, got "${text}".`);
  }
  requireUsableTime(atMs);
  return atMs;
}

/** Date, time and zone: a time without a zone would mean another moment on every machine. */
const isoPattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an ISO time with a zone.
 *
 * `Date.parse` alone takes other notations too, and turns 30 February into 2 March.
 *
 * @returns Epoch ms; undefined when it is none or its day does not exist.
 * @example
 * parseInstant('2026-11-25T13:30:00+01:00'); // 1795609800000
 */
export function parseInstant(text: string): number | undefined {
  const date = isoPattern.exec(text)?.[1];
  const [ms, dayMs] = [Date.parse(text), Date.parse(`${date}T00:00:00Z`)];
  if (date === undefined || Number.isNaN(ms) || Number.isNaN(dayMs)) return undefined;
  return new Date(dayMs).toISOString().startsWith(date) ? ms : undefined;
}
