import { type ReportContent } from '@pulso/contracts/report-updates';
import { languageOf, reportTexts } from '@pulso/texts';

import { titleIn } from './localized';
import { reasonText, shortReasonText } from './reason-text';

/** A question without an answer, or several that lack the same. */
export interface MissingView {
  readonly name: string;
  /** Why there is no answer; while the run is open, an ellipsis. */
  readonly reason: string;
  /** In two or three words. */
  readonly shortReason: string;
  /** How many questions it stands for. */
  readonly questionCount: number;
}

type Missing = ReportContent['missing'][number];

export const questionCountOf = (missing: readonly MissingView[]): number =>
  missing.reduce((sum, { questionCount }) => sum + questionCount, 0);

/** Names in one line; a bot with more numbers than that is told how many there are. */
const maxNames = 12;

/**
 * Words what has no answer.
 *
 * A failure stands by itself: each has something to mend. Sums without earlier reports come in dozens in a bot's first
 * week, have nothing to mend, and share one line.
 */
export function missingViewsOf({ missing, state }: ReportContent, tag: string | undefined): MissingView[] {
  const language = languageOf(tag);
  const nameOf = ({ title, queryId }: Missing): string => titleIn(title, tag, queryId);
  const viewOf = (one: Missing, name: string, questionCount: number): MissingView => ({
    name,
    reason: state === 'progress' ? '…' : reasonText(one.reason, language),
    shortReason: shortReasonText(one.reason, language),
    questionCount,
  });
  const sums = missing.filter(({ reason }) => reason.code === 'no-history');
  return missing.flatMap((one) => {
    if (one.reason.code !== 'no-history') return [viewOf(one, nameOf(one), 1)];
    if (one !== sums[0]) return [];
    const names = sums.slice(0, maxNames).map(nameOf);
    const rest = sums.length - names.length;
    return [
      viewOf(one, [...names, ...(rest > 0 ? [reportTexts(language).andMore(rest)] : [])].join(', '), sums.length),
    ];
  });
}
