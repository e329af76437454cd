import { type Html, html, inertText } from '@pulso/kit/telegram';
import { type ReportTexts } from '@pulso/kit/texts';

import { type MissingView, questionCountOf } from '../view/missing-view';
import { type ReportView } from '../view/report-view';
import { type FittedLines, fitLines } from './fit-lines';

/** Reasons that are counted apart when there is no room for the questions themselves. */
const maxCountedReasons = 4;

/**
 * Renders what has no answer: each question by name and with its reason, as long as there is room; of the others, how
 * many there are for which reason. While the run is open nothing has failed, so there is no reason to give.
 *
 * @param maxLength - UTF-16 units after parsing, line breaks included.
 */
export function renderMissing(
  { missing, state }: Pick<ReportView, 'missing' | 'state'>,
  texts: ReportTexts,
  maxLength: number,
): FittedLines {
  const lines = missing.map(({ name, reason }) => html`${inertText(name)}: ${inertText(reason)}`);
  return fitLines(lines, maxLength, (keptCount) => {
    const rest = missing.slice(keptCount);
    return state === 'progress' ? html`${texts.andMoreQuestions(questionCountOf(rest))}` : restLine(rest, texts);
  });
}

/** @example 'and 950 more without answer: 900 no answer, 50 out of time' */
function restLine(rest: readonly MissingView[], texts: ReportTexts): Html {
  const counts = new Map<string, number>();
  for (const { shortReason, questionCount } of rest)
    counts.set(shortReason, (counts.get(shortReason) ?? 0) + questionCount);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const others = sorted.slice(maxCountedReasons).reduce((sum, [, count]) => sum + count, 0);
  const counted = sorted.slice(0, maxCountedReasons).map(([reason, count]) => `${count} ${reason}`);
  if (others > 0) counted.push(`${others} ${texts.otherReason}`);
  return html`${texts.andMoreWithoutAnswer(questionCountOf(rest), inertText(counted.join(', ')))}`;
}
