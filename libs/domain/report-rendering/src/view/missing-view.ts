import { type ReportContent } from '@pulso/contracts/report-updates';
import { type KnownReason, languageOf, reportTexts } from '@pulso/texts';

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

/** Why there is nothing to mend. On a bot's first days dozens of numbers have the same of these reasons. */
export const nothingToMend: ReadonlySet<string> = new Set<KnownReason>(['no-history', 'not-kept']);

/**
 * Words what has no answer.
 *
 * A failure stands by itself: each has something to mend. What lacks earlier reports, or logs of its time, shares one line.
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
  return missing.flatMap((one) => {
    const { code } = one.reason;
    if (!nothingToMend.has(code)) return [viewOf(one, nameOf(one), 1)];
    const isAlike = ({ reason }: Missing): boolean => reason.code === code;
    if (one !== missing.find(isAlike)) return [];
    const alike = missing.filter(isAlike);
    const names = alike.slice(0, maxNames).map(nameOf);
    const rest = alike.length - names.length;
    return [
      viewOf(one, [...names, ...(rest > 0 ? [reportTexts(language).andMore(rest)] : [])].join(', '), alike.length),
    ];
  });
}
