import type { QuestionVocabulary } from '@pulso/console-api';

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

interface Known {
  readonly nowMs: number;
  readonly vocabulary: QuestionVocabulary | undefined;
  readonly logGroups: readonly string[];
}

/**
 * @returns The chosen range in whole seconds, `[startMs, endMs)`; an empty one where nothing usable is chosen.
 */
export function rangeOf(
  { preset, customStart, customEnd }: ChosenRange,
  { nowMs, vocabulary, logGroups }: Known,
): { startMs: number; endMs: number } {
  const endMs = Math.floor(nowMs / 1000) * 1000 + 1000;
  switch (preset) {
    case 'hour':
      return { startMs: endMs - 3_600_000, endMs };
    case 'day':
      return { startMs: endMs - 86_400_000, endMs };
    case 'report': {
      const { startMs = 0, endMs: reportEndMs = 0 } = vocabulary?.lastWindow ?? {};
      return { startMs, endMs: reportEndMs };
    }
    case 'all': {
      const firsts = vocabulary?.logGroups.flatMap(({ name, firstMs = nowMs }) =>
        logGroups.includes(name) ? [firstMs] : [],
      );
      return { startMs: Math.floor(Math.min(nowMs, ...(firsts ?? [])) / 1000) * 1000, endMs };
    }
    case 'custom':
      return { startMs: secondOf(customStart), endMs: secondOf(customEnd) };
    default:
      return preset satisfies never;
  }
}

const secondOf = (text: string): number => Math.floor((Date.parse(`${text}Z`) || 0) / 1000) * 1000;
