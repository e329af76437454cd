import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Language, formatNumber, reportTexts } from '@pulso/kit/texts';

import { titleIn } from './localized';

/**
 * Says by how much counts have changed since the report was first shown, because records came late.
 *
 * @returns undefined where none has.
 */
export function recountTextOf(
  { values }: Pick<ReportContent, 'values'>,
  tag: string | undefined,
  language: Language,
): string | undefined {
  const changes = values.flatMap(({ value, recountedFrom = value, unit = 'count', title, queryId, numberId }) => {
    if (unit !== 'count' || value === recountedFrom) return [];
    const sign = value > recountedFrom ? '+' : '−';
    const size = formatNumber(Math.abs(value - recountedFrom), language);
    return [`${titleIn(title, tag, numberId ?? queryId)} ${sign}${size}`];
  });
  return changes.length > 0 ? reportTexts(language).recounted(changes.join(', ')) : undefined;
}
