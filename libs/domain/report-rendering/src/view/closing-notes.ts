import { type ReportTexts } from '@pulso/kit/texts';

import { type ReportView } from './report-view';
import { barsOf } from './sparkline';

/**
 * Words the end of a report that can't be edited: how its numbers and bars are read.
 *
 * Without the sentence that late answers are added to the message: here, they come as a correction.
 */
export const closingNotesOf = (view: ReportView, texts: ReportTexts): string[] => [
  ...view.notes.filter((note) => note !== texts.lateAnswers),
  ...barsNotesOf(view, texts),
];

/** Says what the bars are: the last days, or, of a report of days ago, the days up to it. None where there are no bars. */
export function barsNotesOf({ headline, body, isOfThePast }: ReportView, texts: ReportTexts): string[] {
  const { meaning } = barsOf([...headline, ...body]);
  const textOf = isOfThePast ? texts.pastSparklines : texts.sparklines;
  return meaning ? [textOf(meaning.count, meaning.period)] : [];
}
