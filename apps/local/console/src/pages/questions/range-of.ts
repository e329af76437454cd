import type { QuestionVocabulary } from '@pulso/local/console-api';

export const presets = {
  hour: 'Last hour',
  day: 'Last 24 hours',
  report: "The last report's window",
  all: 'All there is',
  custom: 'From … to … (UTC)',
} as const;

/** What a person has chosen. The ends are as a field for date and time has them, in UTC: `2026-11-25T12:30`. */
export interface ChosenRange {
  readonly preset: keyof typeof presets;
  readonly customStart: string;
  readonly customEnd: string;
}

/** @returns The chosen range in whole seconds, `[startMs, endMs)`; an empty one where nothing usable is chosen. */
export function rangeOf(
  { preset, customStart, customEnd }: ChosenRange,
  nowMs: number,
  lastWindow: QuestionVocabulary['lastWindow'],
): { startMs: number; endMs: number } {
  const endMs = Math.floor(nowMs / 1000) * 1000 + 1000;
  switch (preset) {
    case 'hour':
      return { startMs: endMs - 3_600_000, endMs };
    case 'day':
      return { startMs: endMs - 86_400_000, endMs };
    case 'report':
      return { startMs: lastWindow?.startMs ?? 0, endMs: lastWindow?.endMs ?? 0 };
    case 'all':
      return { startMs: 0, endMs };
    case 'custom':
      return { startMs: secondOf(customStart), endMs: secondOf(customEnd) };
    default:
      return preset satisfies never;
  }
}

const secondOf = (text: string): number => Math.floor((Date.parse(`${text}Z`) || 0) / 1000) * 1000;

/** @returns The moment that a cell as `2026-11-25 12:30:00.000` names, epoch ms; undefined for another text or none. */
export function momentIn(cell: string | null | undefined): number | undefined {
  const atMs = Date.parse(`${cell?.replace(' ', 'T')}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
