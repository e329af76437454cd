import { type ReportTexts } from '@pulso/texts';

import { barsOf } from './sparkline';
import { type ReportView } from './view/report-view';

/**
 * Words the end of a report that can't be edited: how its numbers and bars are read.
 *
 * Without the sentence that late answers are added to the message: here, they come as a correction.
 */
export function closingNotesOf({ notes, headline, body }: ReportView, texts: ReportTexts): string[] {
  const { meaning } = barsOf([...headline, ...body]);
  return [
    ...notes.filter((note) => note !== texts.lateAnswers),
    ...(meaning ? [texts.sparklines(meaning.count, meaning.period)] : []),
  ];
}
