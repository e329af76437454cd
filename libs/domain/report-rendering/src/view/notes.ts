import { type ReportContent } from '@pulso/contracts/report-updates';
import { type KnownReason, type ReportTexts } from '@pulso/kit/texts';

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
