import { type ReportContent } from '@pulso/contracts/report-updates';
import { type KnownReason, languageOf, reportTexts } from '@pulso/texts';

import { titleIn } from './localized';
import { reasonText, shortReasonText } from './reason-text';

/** A question without an answer, or several for the same reason. */
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

/** Why there is nothing to mend. */
export const nothingToMend: ReadonlySet<string> = new Set<KnownReason>(['no-history', 'not-kept']);

/**
 * Words what has no answer: questions with the same reason share a line, in which there is one thing to mend. While the run
 * is open each stands by itself.
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
  if (state === 'progress') return missing.map((one) => viewOf(one, nameOf(one), 1));
  const alike = Map.groupBy(missing, ({ reason }) => reasonText(reason, language));
  return [...alike.values()].map((group) => {
    const names = group.slice(0, maxNames).map(nameOf);
    const rest = group.length - names.length;
    const name = [...names, ...(rest > 0 ? [reportTexts(language).andMore(rest)] : [])].join(', ');
    return viewOf(group[0] as Missing, name, group.length);
  });
}
