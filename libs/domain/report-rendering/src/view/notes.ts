import { type ReportContent } from '@pulso/contracts/report-updates';
import { type KnownReason, type ReportTexts, type Language, formatNumber, reportTexts } from '@pulso/kit/texts';

import { titleIn } from './line-text';
import { type NumberView } from './number-view';
import { periodOf } from './window-in-words';

/** Words the end of a report: what is not in it yet, and what its numbers are compared with. */
export function notesOf(content: ReportContent, numbers: readonly NumberView[], texts: ReportTexts): string[] {
  return [
    ...(endsJustBefore(content) ? [texts.lastMinutes] : []),
    ...(mayStillCome(content) ? [texts.lateAnswers] : []),
    ...comparisonNotes(content, numbers, texts),
  ];
}

/**
 * Reasons after which no process works on the question any more: what was refused, what a worker has given up together with
 * its query, and what neither the logs nor earlier reports have.
 */
const lasting: ReadonlySet<string> = new Set<KnownReason>([
  'access-denied',
  'gave-up',
  'invalid-parameter',
  'log-group-missing',
  'malformed-query',
  'no-history',
  'not-kept',
  'not-recognised',
  'not-yet',
  'query-failed',
  'receives-exhausted',
  'too-large',
  'unexpected-result',
]);

/** Whether a question that has no answer may still get one. */
const mayStillCome = ({ state, missing }: ReportContent): boolean =>
  state === 'partial' && missing.some(({ reason }) => !lasting.has(reason.code));

/** Longer than windows end before they are asked for, ms. */
const justBeforeMs = 1_800_000;

/**
 * Whether a person has asked for the newest numbers: the window ends a few minutes earlier. One of days ago ended long
 * ago, and that of a week, whose end is fixed, as long as a day ago.
 */
export const endsJustBefore = ({ trigger, plannedAtMs, windowEndMs }: ReportContent): boolean =>
  trigger === 'chat' && (plannedAtMs ?? windowEndMs) - windowEndMs < justBeforeMs;

/** What the changes in sight are against. */
function comparisonNotes(
  { windowStartMs: startMs, windowEndMs: endMs, tables = [] }: ReportContent,
  numbers: readonly NumberView[],
  texts: ReportTexts,
): string[] {
  const isCompared =
    numbers.some(({ change }) => change && !change.isUnusual) || tables.some(({ before }) => before !== undefined);
  return isCompared ? [texts.againstPrevious[periodOf({ startMs, endMs })]] : [];
}

/**
 * Says by how much counts have changed since the report was first shown, because records came late; and that others are as
 * they were, where there are any: their questions were not asked again, so that they no longer add up to these.
 *
 * @returns undefined where none has.
 */
export function recountTextOf(
  { values, tables = [] }: Pick<ReportContent, 'values' | 'tables'>,
  tag: string | undefined,
  language: Language,
): string | undefined {
  const changes = values.flatMap(({ value, recountedFrom = value, unit = 'count', title, queryId, numberId }) => {
    if (unit !== 'count' || value === recountedFrom) return [];
    const sign = value > recountedFrom ? '+' : '−';
    const size = formatNumber(Math.abs(value - recountedFrom), language);
    return [`${titleIn(title, tag, numberId ?? queryId)} ${sign}${size}`];
  });
  if (changes.length === 0) return undefined;
  const { recounted, notRecounted } = reportTexts(language);
  const again = new Set(values.filter((one) => one.recountedFrom !== undefined).map(({ queryId }) => queryId));
  const hasOthers = [...values, ...tables].some(({ queryId }) => !again.has(queryId));
  return `${recounted(changes.join(', '))}${hasOthers ? ` ${notRecounted}` : ''}`;
}

/**
 * What Logs Insights takes for a byte in its dearest region, US cents: 0.9 cents for 1 GB.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/ 0.5 cents in us-east-1, read 2026-12-01; the dearest: unverified
 */
const centsPerByte = 0.9 / 1e9;

const units = ['kB', 'MB', 'GB'] as const;

/** Says how much was read, and a round number of cents that it does not cost. */
export function scannedInWords(byteCount: number, language: Language): string {
  let size = byteCount / 1000;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const shown = size >= 10 || unit === 0 ? Math.ceil(size) : Math.round(size * 10) / 10;
  const cents = centsAbove(byteCount * centsPerByte);
  return reportTexts(language).scanned(
    `${formatNumber(shown, language)}\u00a0${units[unit]}`,
    formatNumber(cents, language),
  );
}

/** @returns 0.01, 0.1, or whole cents. */
function centsAbove(cents: number): number {
  if (cents < 0.01) return 0.01;
  return cents < 0.1 ? 0.1 : Math.floor(cents) + 1;
}
