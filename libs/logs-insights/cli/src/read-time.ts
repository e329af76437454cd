import { epochMsOf, readIsoDate } from '../../engine/src/exported-events/read-instant';
import { UsageError } from './usage-error';

const unitMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A unit is its letter, or a word that starts with it: `m`, `min`, `minutes`. */
const relative =
  /^-?(\d+(?:\.\d+)?)\s*(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?)(?:\s+ago)?$/i;

/** A day without hyphens, which as epoch seconds would be one of 1970. */
const compactDate = /^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

/**
 * Reads the value of `--start` or `--end`.
 *
 * @param text - An ISO date, in UTC unless it names a zone; epoch seconds or milliseconds; `now`; or a time before now:
 * `24h`, `-24h`, `24h ago` and `24 hours ago` are the same.
 * @returns Epoch seconds, parts of a second cut off.
 * @throws {UsageError} It is none of these.
 */
export function readTime(option: string, text: string, nowMs: number): number {
  const [, year, month, day] = compactDate.exec(text.trim()) ?? [];
  if (year !== undefined) {
    throw new UsageError(
      `${option} ${text} would be epoch seconds, of 1970. For the day write ${year}-${month}-${day}.`,
    );
  }
  const epochMs = readEpochMs(text.trim(), nowMs);
  if (epochMs !== undefined) return Math.floor(epochMs / 1000);
  throw new UsageError(
    `${option} is no time: "${text}". Write 2026-11-25, 2026-11-25T12:30:00Z, epoch seconds or milliseconds, 24h or 30m ago.`,
  );
}

function readEpochMs(text: string, nowMs: number): number | undefined {
  if (text.toLowerCase() === 'now') return nowMs;
  const [, count, unit] = relative.exec(text) ?? [];
  if (count !== undefined && unit !== undefined)
    return nowMs - Number(count) * (unitMs[unit.slice(0, 1).toLowerCase()] ?? 0);
  if (/^\d{1,16}$/.test(text)) return epochMsOf(Number(text));
  const date = readIsoDate(text);
  return date?.length === text.length ? date.epochMs : undefined;
}
