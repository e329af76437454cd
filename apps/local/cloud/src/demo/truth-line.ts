import { type ReportContent } from '@pulso/contracts/report-updates';

import { type KnownTruth } from '../bundled-day/create-bundled-day';

/**
 * Tells that the report of the bundled day is right, as far as its truth is known: for the questions that it was made for.
 *
 * @param values - Of the report.
 */
export function truthLine(truth: KnownTruth, values: ReportContent['values']): string {
  const questions = Object.keys(truth);
  const isAll = values.every(({ queryId }) => questions.includes(queryId));
  const subject = isAll ? 'The numbers' : `The numbers of ${questions.slice(0, -1).join(', ')} and ${questions.at(-1)}`;
  return `${subject} are those with which the bundled day was made: ${Object.values(truth).join(', ')}.`;
}
