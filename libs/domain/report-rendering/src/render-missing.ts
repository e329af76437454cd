import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Html, html } from '@pulso/telegram-html';

import { clip } from './view/clip';
import { type FittedLines, fitLines } from './fit-lines';

type Missing = ReportContent['missing'][number];

const maxReasonLength = 200;
const maxCodeLength = 30;
/** Reasons that are counted apart when there is no room for the questions themselves. */
const maxCountedReasons = 4;

/**
 * Renders what has no answer: each question by name and with its reason, as long as there is room; of the others, how
 * many there are for which reason. While the run is open nothing has failed, so there is no reason to give.
 *
 * @param maxLength - UTF-16 units after parsing, line breaks included.
 */
export function renderMissing(
  { missing, state }: Pick<ReportContent, 'missing' | 'state'>,
  nameOf: (item: Missing) => string,
  maxLength: number,
): FittedLines {
  const isOpen = state === 'progress';
  const lines = missing.map((item) => html`${nameOf(item)}: ${isOpen ? '…' : reasonOf(item)}`);
  return fitLines(lines, maxLength, (keptCount) => {
    const rest = missing.slice(keptCount);
    return isOpen ? html`and ${rest.length} more questions` : restLine(rest);
  });
}

const reasonOf = ({ reason }: Missing): string =>
  clip(reason.message, maxReasonLength) || clip(reason.code, maxReasonLength);

/** @example 'and 950 more without answer: 900 no-answer, 50 gave-up' */
function restLine(rest: readonly Missing[]): Html {
  const counts = new Map<string, number>();
  for (const { reason } of rest) {
    const code = clip(reason.code, maxCodeLength) || 'unknown';
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const others = sorted.slice(maxCountedReasons).reduce((sum, [, count]) => sum + count, 0);
  const counted = sorted.slice(0, maxCountedReasons).map(([code, count]) => `${count} ${code}`);
  if (others > 0) counted.push(`${others} other`);
  return html`and ${rest.length} more without answer: ${counted.join(', ')}`;
}
