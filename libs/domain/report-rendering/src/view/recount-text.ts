import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Language, formatNumber, reportTexts } from '@pulso/kit/texts';

import { titleIn } from './localized';

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
